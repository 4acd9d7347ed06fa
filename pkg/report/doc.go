// Package report renders results and summaries: text with snippets and
// colours, JSON and Markdown. It decides nothing about payloads.
package report
