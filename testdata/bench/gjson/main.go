// Command gjson asks gjson.ValidBytes of each line of a file: the least work
// that says whether an archive is JSON.
package main

import (
	"bufio"
	"fmt"
	"io"
	"os"

	"github.com/tidwall/gjson"
)

func main() {
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	r, invalid := bufio.NewReaderSize(f, 1<<20), 0
	for {
		line, err := r.ReadSlice('\n')
		if len(line) > 0 && !gjson.ValidBytes(line) {
			invalid++
		}
		if err != nil {
			fmt.Println(invalid, "invalid")
			if err == io.EOF {
				return nil
			}
			return err
		}
	}
}
