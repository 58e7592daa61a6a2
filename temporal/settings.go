package main

import (
	"fmt"
	"slices"
	"strings"

	"go.temporal.io/server/common/dynamicconfig"
	"go.temporal.io/server/common/headers"
)

// dynamicConfig takes of each setting the names that this server knows: what was renamed between versions is
// given under all of its names. The server itself says nothing of a setting that it does not know, so one without
// any known name ends the start.
func dynamicConfig(opts *options) (dynamicconfig.StaticClient, error) {
	values := dynamicconfig.StaticClient{
		dynamicconfig.FrontendMaxNamespaceVisibilityRPSPerInstance.Key(): 100,
	}
	known := map[string]bool{}
	for key, value := range opts.dynamicConfig {
		if isKnown(key) {
			values[dynamicconfig.MakeKey(key)] = value
			known[withoutService(key)] = true
		}
	}
	var unknown []string
	for key := range opts.dynamicConfig {
		if !known[withoutService(key)] {
			unknown = append(unknown, key)
		}
	}
	if len(unknown) > 0 {
		slices.Sort(unknown)
		return nil, fmt.Errorf("server %s has no setting %s", headers.ServerVersion, strings.Join(unknown, ", "))
	}
	return values, nil
}

// isKnown asks in the only way that the library offers: its loader warns of a key that no setting has.
func isKnown(key string) bool {
	var loader dynamicconfig.YamlLoader
	loader.LoadValue(dynamicconfig.MakeKey(key), []byte("[]"))
	return len(loader.Warnings) == 0
}

// withoutService is what stays when a setting moves from one service to another, `frontend.` to `system.`.
func withoutService(key string) string {
	_, name, _ := strings.Cut(key, ".")
	return strings.ToLower(name)
}
