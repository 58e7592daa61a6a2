// Command temporal is the development server of Tongchou: the official Temporal server library and its
// web UI in one process, started with the same flags as `temporal server start-dev`.
//
// It exists because the launcher must be able to bring up a real server, with time skipping, from nothing but
// a Go toolchain. It is not meant for production: there, run the official images against a cluster.
package main

import (
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"go.temporal.io/server/common/headers"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "error:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) == 1 && (args[0] == "--version" || args[0] == "version") {
		// The same shape as the official CLI prints, so that one reader in the launcher serves both.
		fmt.Printf("temporal version tongchou (Server %s)\n", headers.ServerVersion)
		return nil
	}
	if len(args) < 2 || args[0] != "server" || args[1] != "start-dev" {
		return fmt.Errorf("usage: temporal server start-dev [flags], or temporal --version")
	}
	opts, err := parseOptions(args[2:])
	if err != nil {
		return err
	}
	return serve(opts)
}

func serve(opts *options) error {
	// The store holds the cases' payloads: for the eyes of its owner only.
	syscall.Umask(0o077)
	stop := make(chan os.Signal, 2)
	signal.Notify(stop, syscall.SIGINT, syscall.SIGTERM)

	server, err := newServer(opts)
	if err != nil {
		return err
	}
	if err := server.Start(); err != nil {
		return fmt.Errorf("starting the server: %w", err)
	}
	if opts.postgresURL != "" {
		if err := registerNamespaces(opts); err != nil {
			server.Stop()
			return err
		}
	}
	ui := startUI(opts)
	fmt.Fprintf(os.Stderr, "Temporal server %s on %s:%d\n", headers.ServerVersion, opts.ip, opts.port)

	<-stop
	go func() {
		// A second signal means that somebody does not want to wait; the stores survive a kill.
		<-stop
		os.Exit(130)
	}()
	if ui != nil {
		ui.Stop()
	}
	return server.Stop()
}
