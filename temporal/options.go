package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"strings"

	enumspb "go.temporal.io/api/enums/v1"
)

// options are the flags of `server start-dev` that the launcher and the tests use.
type options struct {
	ip               string
	port             int
	uiPort           int
	metricsPort      int
	headless         bool
	dbFilename       string
	postgresURL      string
	logLevel         string
	namespaces       []string
	searchAttributes map[string]enumspb.IndexedValueType
	dynamicConfig    map[string]any
	sqlitePragmas    map[string]string
}

func parseOptions(args []string) (*options, error) {
	opts := &options{
		searchAttributes: map[string]enumspb.IndexedValueType{},
		dynamicConfig:    map[string]any{},
		sqlitePragmas:    map[string]string{"journal_mode": "wal", "synchronous": "1"},
	}
	flags := flag.NewFlagSet("server start-dev", flag.ContinueOnError)
	flags.StringVar(&opts.ip, "ip", "127.0.0.1", "address to listen on")
	flags.IntVar(&opts.port, "port", 7233, "port of the gRPC frontend")
	flags.IntVar(&opts.uiPort, "ui-port", 0, "port of the web UI; default: port + 1000")
	flags.IntVar(&opts.metricsPort, "metrics-port", 0, "port of Prometheus metrics; default: none")
	flags.BoolVar(&opts.headless, "headless", false, "no web UI")
	flags.StringVar(&opts.dbFilename, "db-filename", "", "SQLite file; default: in memory")
	flags.StringVar(&opts.postgresURL, "postgres", os.Getenv("TEMPORAL_POSTGRES_URL"),
		"persist in PostgreSQL: postgres://user:password@host:port/database")
	flags.StringVar(&opts.logLevel, "log-level", "warn", "debug, info, warn, error or never")
	flags.Func("namespace", "namespace to create (repeatable)", func(name string) error {
		opts.namespaces = append(opts.namespaces, name)
		return nil
	})
	flags.Func("search-attribute", "Name=Type to register in each namespace (repeatable)", opts.addSearchAttribute)
	flags.Func("dynamic-config-value", "key=value, the value as JSON or bare (repeatable)", opts.addDynamicConfig)
	flags.Func("sqlite-pragma", "pragma=value (repeatable)", func(pair string) error {
		name, value, err := splitPair(pair)
		opts.sqlitePragmas[name] = value
		return err
	})
	if err := flags.Parse(args); err != nil {
		return nil, err
	}
	if flags.NArg() > 0 {
		return nil, fmt.Errorf("unexpected argument %q", flags.Arg(0))
	}
	return opts, opts.complete()
}

func (o *options) complete() error {
	if o.postgresURL != "" && o.dbFilename != "" {
		return fmt.Errorf("--postgres and --db-filename exclude each other")
	}
	if len(o.namespaces) == 0 {
		o.namespaces = []string{"default"}
	}
	if o.uiPort == 0 {
		o.uiPort = o.port + 1000
	}
	return nil
}

func (o *options) addSearchAttribute(pair string) error {
	name, kind, err := splitPair(pair)
	if err != nil {
		return err
	}
	valueType, err := enumspb.IndexedValueTypeFromString(kind)
	if err != nil {
		return fmt.Errorf("%s is not a search attribute type", kind)
	}
	o.searchAttributes[name] = valueType
	return nil
}

// addDynamicConfig takes JSON, and anything that is not JSON as a plain string: `10ms` needs no quotes.
func (o *options) addDynamicConfig(pair string) error {
	key, text, err := splitPair(pair)
	if err != nil {
		return err
	}
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.UseNumber()
	var value any
	if decoder.Decode(&value) != nil || decoder.More() {
		value = text
	}
	o.dynamicConfig[key] = plainNumber(value)
	return nil
}

// plainNumber keeps whole numbers whole: the server's integer settings do not take a float.
func plainNumber(value any) any {
	number, isNumber := value.(json.Number)
	if !isNumber {
		return value
	}
	if whole, err := number.Int64(); err == nil {
		return int(whole)
	}
	float, _ := number.Float64()
	return float
}

func splitPair(pair string) (string, string, error) {
	name, value, found := strings.Cut(pair, "=")
	if !found || name == "" {
		return "", "", fmt.Errorf("expected key=value, got %q", pair)
	}
	return name, value, nil
}
