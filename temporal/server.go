package main

import (
	"fmt"
	"net"
	"strconv"
	"time"

	uiserver "github.com/temporalio/ui-server/v2/server"
	uiconfig "github.com/temporalio/ui-server/v2/server/config"
	uioptions "github.com/temporalio/ui-server/v2/server/server_options"
	"go.temporal.io/server/common/authorization"
	"go.temporal.io/server/common/cluster"
	"go.temporal.io/server/common/config"
	"go.temporal.io/server/common/log"
	"go.temporal.io/server/common/membership/static"
	"go.temporal.io/server/common/metrics"
	"go.temporal.io/server/common/primitives"
	"go.temporal.io/server/temporal"
)

const (
	clusterName = "active"
	// Fixed, because the store remembers it: a file must open again under the same identity.
	clusterID = "6b1f3d0e-5f0a-4b52-9a43-7a1d6f0c9e57"
	// Cases run for years; what has ended stays readable for at least a budget year and its audit.
	retention = 3650 * 24 * time.Hour
)

func newServer(opts *options) (temporal.Server, error) {
	settings, err := dynamicConfig(opts)
	if err != nil {
		return nil, err
	}
	conf, err := serverConfig(opts)
	if err != nil {
		return nil, err
	}
	authorizer, err := authorization.GetAuthorizerFromConfig(&conf.Global.Authorization)
	if err != nil {
		return nil, err
	}
	hosts := map[primitives.ServiceName]static.Hosts{}
	for name, service := range conf.Services {
		hosts[primitives.ServiceName(name)] = static.SingleLocalHost(address(opts.ip, service.RPC.GRPCPort))
	}
	return temporal.NewServer(
		temporal.WithConfig(conf),
		temporal.ForServices(temporal.DefaultServices),
		temporal.WithStaticHosts(hosts),
		temporal.WithLogger(newLogger(opts.logLevel)),
		temporal.WithAuthorizer(authorizer),
		temporal.WithClaimMapper(func(*config.Config) authorization.ClaimMapper {
			return authorization.NewNoopClaimMapper()
		}),
		temporal.WithDynamicConfigClient(settings),
	)
}

func serverConfig(opts *options) (*config.Config, error) {
	store, err := openStore(opts)
	if err != nil {
		return nil, err
	}
	services, err := serviceConfigs(opts)
	if err != nil {
		return nil, err
	}
	conf := &config.Config{Persistence: *store, Services: services}
	conf.Global.Membership.MaxJoinDuration = 30 * time.Second
	conf.Global.Membership.BroadcastAddress = opts.ip
	if opts.metricsPort > 0 {
		conf.Global.Metrics = &metrics.Config{Prometheus: &metrics.PrometheusConfig{
			ListenAddress: address(opts.ip, opts.metricsPort), HandlerPath: "/metrics",
		}}
	}
	conf.ClusterMetadata = &cluster.Config{
		FailoverVersionIncrement: 10,
		MasterClusterName:        clusterName,
		CurrentClusterName:       clusterName,
		ClusterInformation: map[string]cluster.ClusterInformation{clusterName: {
			Enabled: true, InitialFailoverVersion: 1, ClusterID: clusterID,
			RPCAddress: address(opts.ip, opts.port),
		}},
	}
	conf.DCRedirectionPolicy.Policy = "noop"
	conf.Archival.History.State = "disabled"
	conf.Archival.Visibility.State = "disabled"
	conf.NamespaceDefaults.Archival.History.State = "disabled"
	conf.NamespaceDefaults.Archival.Visibility.State = "disabled"
	conf.PublicClient.HostPort = address(opts.ip, opts.port)
	return conf, nil
}

// serviceConfigs gives the frontend its port and the three inner services free ones.
func serviceConfigs(opts *options) (map[string]config.Service, error) {
	free, err := freePorts(opts.ip, len(temporal.DefaultServices))
	if err != nil {
		return nil, err
	}
	services := map[string]config.Service{}
	for index, name := range temporal.DefaultServices {
		port := free[index]
		if name == string(primitives.FrontendService) {
			port = opts.port
		}
		services[name] = config.Service{RPC: config.RPC{GRPCPort: port, BindOnIP: opts.ip}}
	}
	return services, nil
}

func newLogger(level string) log.Logger {
	if level == "never" {
		return log.NewNoopLogger()
	}
	return log.NewZapLogger(log.BuildZapLogger(log.Config{Level: level, Format: "json"}))
}

func startUI(opts *options) *uiserver.Server {
	if opts.headless {
		return nil
	}
	ui := uiserver.NewServer(uioptions.WithConfigProvider(&uiconfig.Config{
		Host:                opts.ip,
		Port:                opts.uiPort,
		TemporalGRPCAddress: address(opts.ip, opts.port),
		DefaultNamespace:    opts.namespaces[0],
		EnableUI:            true,
		// The UI is served over plain HTTP on loopback, where a "secure" cookie would never be sent back.
		CORS:             uiconfig.CORS{CookieInsecure: true},
		HideLogs:         true,
		DisableNewsFetch: true,
	}))
	go func() { _ = ui.Start() }()
	return ui
}

func address(ip string, port int) string {
	return net.JoinHostPort(ip, strconv.Itoa(port))
}

// freePorts keeps all of them open until the last is found: a port closed at once could be given twice.
func freePorts(ip string, count int) ([]int, error) {
	var ports []int
	for range count {
		listener, err := net.Listen("tcp", address(ip, 0))
		if err != nil {
			return nil, fmt.Errorf("no free port on %s: %w", ip, err)
		}
		defer func() { _ = listener.Close() }()
		ports = append(ports, listener.Addr().(*net.TCPAddr).Port)
	}
	return ports, nil
}
