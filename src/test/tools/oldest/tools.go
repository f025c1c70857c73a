//go:build tools

// Package oldest pins the API server of the oldest Kubernetes that the tests run with.
package oldest

import (
	_ "k8s.io/kubernetes/cmd/kube-apiserver"
)
