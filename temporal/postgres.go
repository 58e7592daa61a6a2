package main

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	enumspb "go.temporal.io/api/enums/v1"
	"go.temporal.io/api/operatorservice/v1"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/server/common/config"
	"go.temporal.io/server/common/persistence/sql/sqlplugin/postgresql"
	sqltool "go.temporal.io/server/tools/sql"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/protobuf/types/known/durationpb"
)

const postgresShards = 4

// openPostgres brings both databases (main, and the same name with "_visibility") to the schema of this
// server, and describes them. Running it again, or after a half-done run, goes on where the schema stands.
func openPostgres(raw string) (*config.Persistence, error) {
	address, err := url.Parse(raw)
	if err != nil || address.Hostname() == "" || strings.Trim(address.Path, "/") == "" {
		return nil, errors.New("--postgres needs postgres://user:password@host:port/database")
	}
	if address.Port() == "" {
		address.Host += ":5432"
	}
	name := strings.Trim(address.Path, "/")
	if err := migrate(address, name, "temporal"); err != nil {
		return nil, err
	}
	if err := migrate(address, name+"_visibility", "visibility"); err != nil {
		return nil, err
	}
	return &config.Persistence{
		DefaultStore: "main", VisibilityStore: "visibility", NumHistoryShards: postgresShards,
		DataStores: map[string]config.DataStore{
			"main":       {SQL: postgresConfig(address, name)},
			"visibility": {SQL: postgresConfig(address, name+"_visibility")},
		},
	}, nil
}

func postgresConfig(address *url.URL, database string) *config.SQL {
	password, _ := address.User.Password()
	return &config.SQL{
		PluginName: postgresql.PluginNamePGX, ConnectAddr: address.Host, ConnectProtocol: "tcp",
		User: address.User.Username(), Password: password, DatabaseName: database,
		MaxConns: 20, MaxIdleConns: 20, MaxConnLifetime: time.Hour,
	}
}

// migrate runs the three commands of the official schema tool; each does nothing where nothing is to be done.
func migrate(address *url.URL, database, schema string) error {
	password, _ := address.User.Password()
	for _, command := range [][]string{
		{"create"},
		{"setup-schema", "-v", "0.0"},
		{"update-schema", "--schema-name", "postgresql/v12/" + schema},
	} {
		err := sqltool.RunTool(append([]string{
			"temporal-sql-tool", "--plugin", postgresql.PluginNamePGX,
			"--endpoint", address.Hostname(), "--port", address.Port(),
			"--user", address.User.Username(), "--password", password, "--database", database,
		}, command...))
		if err != nil {
			return fmt.Errorf("the schema of database %s: %w", database, err)
		}
	}
	return nil
}

// registerNamespaces does over gRPC what on SQLite is done in the store before the start.
func registerNamespaces(opts *options) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	connection, err := grpc.NewClient(address(opts.ip, opts.port),
		grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		return err
	}
	defer func() { _ = connection.Close() }()
	for _, name := range opts.namespaces {
		if err := registerNamespace(ctx, connection, name); err != nil {
			return fmt.Errorf("namespace %s: %w", name, err)
		}
		if err := addSearchAttributes(ctx, connection, name, opts.searchAttributes); err != nil {
			return fmt.Errorf("search attributes of %s: %w", name, err)
		}
	}
	return nil
}

func registerNamespace(ctx context.Context, connection grpc.ClientConnInterface, name string) error {
	request := &workflowservice.RegisterNamespaceRequest{
		Namespace: name, WorkflowExecutionRetentionPeriod: durationpb.New(retention),
	}
	_, err := workflowservice.NewWorkflowServiceClient(connection).RegisterNamespace(ctx, request, grpc.WaitForReady(true))
	var exists *serviceerror.NamespaceAlreadyExists
	if errors.As(serviceerror.FromStatus(serviceerror.ToStatus(err)), &exists) {
		return nil
	}
	return err
}

// addSearchAttributes repeats while the new namespace is not yet known to every part of the server.
func addSearchAttributes(
	ctx context.Context, connection grpc.ClientConnInterface, namespace string,
	attributes map[string]enumspb.IndexedValueType,
) error {
	if len(attributes) == 0 {
		return nil
	}
	request := &operatorservice.AddSearchAttributesRequest{Namespace: namespace, SearchAttributes: attributes}
	for {
		_, err := operatorservice.NewOperatorServiceClient(connection).AddSearchAttributes(ctx, request)
		if err == nil || ctx.Err() != nil {
			return err
		}
		var unknown *serviceerror.NamespaceNotFound
		if !errors.As(serviceerror.FromStatus(serviceerror.ToStatus(err)), &unknown) {
			return err
		}
		time.Sleep(200 * time.Millisecond)
	}
}
