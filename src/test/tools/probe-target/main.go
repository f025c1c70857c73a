// Command probe-target is written by the lab's room.
package main

import (
	_ "google.golang.org/grpc/health"
	_ "google.golang.org/grpc/health/grpc_health_v1"
)

func main() {}
