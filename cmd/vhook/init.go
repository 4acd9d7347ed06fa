package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/spf13/cobra"
	"github.com/vhook/vhook/pkg/config"
)

func newInit(s *streams) *cobra.Command {
	var force bool
	cmd := &cobra.Command{
		Use:   "init",
		Short: "Write a configuration with explanations, " + config.FileName,
		Long: "Write " + config.FileName + " into this directory. It says nothing yet and explains what it could say:\n" +
			"severities, files to ignore, expected events, contracts of your own.",
		Example: "  vhook init",
		Args:    want("no arguments", cobra.NoArgs),
		RunE:    func(*cobra.Command, []string) error { return writeConfig(s, force) },
	}
	cmd.Flags().BoolVar(&force, "force", false, "overwrite a configuration that is there")
	return cmd
}

func writeConfig(s *streams, force bool) error {
	flags := os.O_WRONLY | os.O_CREATE | os.O_EXCL
	if force {
		flags = os.O_WRONLY | os.O_CREATE | os.O_TRUNC
	}
	f, err := os.OpenFile(config.FileName, flags, 0o666)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s is there already; --force overwrites it", config.FileName)
	}
	if err == nil {
		_, err = f.Write(config.Template())
		err = errors.Join(err, f.Close())
	}
	if err != nil {
		return s.fileFailure(err)
	}
	_, err = fmt.Fprintf(s.out, "wrote %s\n", config.FileName)
	return err
}
