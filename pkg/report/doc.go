// Package report renders results and summaries: text with snippets and
// colours, JSON, and what other programs read: annotations, SARIF, JUnit, TAP,
// Markdown, templates. It decides nothing about payloads.
package report
