package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"go.temporal.io/server/common/config"
	"go.temporal.io/server/common/persistence/sql/sqlplugin/sqlite"
	sqliteschema "go.temporal.io/server/schema/sqlite"
	"google.golang.org/protobuf/types/known/durationpb"
)

// openStore prepares the chosen database (schema, and on SQLite the namespaces too) and describes it.
func openStore(opts *options) (*config.Persistence, error) {
	if opts.postgresURL != "" {
		return openPostgres(opts.postgresURL)
	}
	sql, err := openSQLite(opts)
	if err != nil {
		return nil, err
	}
	return &config.Persistence{
		DefaultStore: "sqlite", VisibilityStore: "sqlite", NumHistoryShards: 1,
		DataStores: map[string]config.DataStore{"sqlite": {SQL: sql}},
	}, nil
}

func openSQLite(opts *options) (*config.SQL, error) {
	sql := &config.SQL{PluginName: sqlite.PluginName, ConnectAttributes: map[string]string{}}
	if opts.dbFilename == "" {
		sql.ConnectAttributes["mode"] = "memory"
		sql.ConnectAttributes["cache"] = "shared"
		sql.DatabaseName = strconv.FormatInt(time.Now().UnixNano(), 36)
	} else {
		if err := createSQLiteFile(opts.dbFilename); err != nil {
			return nil, err
		}
		sql.ConnectAttributes["mode"] = "rwc"
		sql.DatabaseName = opts.dbFilename
		for name, value := range opts.sqlitePragmas {
			sql.ConnectAttributes[name] = value
		}
	}
	return sql, createSQLiteNamespaces(sql, opts)
}

// createSQLiteFile builds the schema beside the file and renames it into place: a server killed in the middle
// must not leave a file that exists but lacks tables.
func createSQLiteFile(file string) error {
	if _, err := os.Stat(file); err == nil {
		return nil
	}
	if _, err := os.Stat(filepath.Dir(file)); err != nil {
		return fmt.Errorf("the folder of the database file: %w", err)
	}
	draft := file + ".new"
	if err := os.RemoveAll(draft); err != nil {
		return err
	}
	sql := &config.SQL{
		PluginName: sqlite.PluginName, DatabaseName: draft,
		ConnectAttributes: map[string]string{"mode": "rwc"},
	}
	if err := sqliteschema.SetupSchema(sql); err != nil {
		return fmt.Errorf("the SQLite schema: %w", err)
	}
	return os.Rename(draft, file)
}

func createSQLiteNamespaces(sql *config.SQL, opts *options) error {
	var namespaces []*sqliteschema.NamespaceConfig
	for _, name := range opts.namespaces {
		namespace, err := sqliteschema.NewNamespaceConfig(clusterName, name, false, opts.searchAttributes)
		if err != nil {
			return fmt.Errorf("namespace %s: %w", name, err)
		}
		namespace.Detail.Config.Retention = durationpb.New(retention)
		namespaces = append(namespaces, namespace)
	}
	if err := sqliteschema.CreateNamespaces(sql, namespaces...); err != nil {
		return fmt.Errorf("creating namespaces: %w", err)
	}
	return nil
}
