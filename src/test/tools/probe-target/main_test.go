package main

import (
	"strings"
	"testing"
)

func TestWrongUseIsExplained(t *testing.T) {
	for line, part := range map[string]string{
		"":                               "there is no command",
		"listen":                         `no command "listen"`,
		"serve":                          "serve has no port",
		"serve --udp 1":                  "flag provided but not defined",
		"serve 8080":                     `serve takes no argument, and here are ["8080"]`,
		"serve --http 0":                 `"0" is not a port`,
		"serve --http 65536":             `"65536" is not a port`,
		"serve --http 80,":               `"" is not a port`,
		"serve --http 80,81 --tcp 81":    "port 81 is there twice",
		"serve --http 80 --closed 81":    "--closed names port 81",
		"serve --http 80 --unhealthy 81": "--unhealthy names port 81",
		"serve --tcp 80 --unhealthy 80":  "tcp has no bad answer",
		"open":                           "open has 0 arguments []: give it one, PORT",
		"close 1 2":                      "close has 2 arguments",
		"healthy x":                      `"x" is not a port`,
		"unhealthy --nonsense 1":         "flag provided but not defined",
		"check":                          "PORT",
		"check 127.0.0.1:80":             `"127.0.0.1:80" is not a port`,
		"http 127.0.0.1:80":              `"127.0.0.1:80" is not an HTTP URL`,
		"http ftp://127.0.0.1":           `"ftp://127.0.0.1" is not an HTTP URL`,
		"tcp 80":                         `"80" is not HOST:PORT`,
		"tcp :80":                        `":80" is not HOST:PORT`,
		"grpc localhost:http":            `"http" is not a port`,
		"webhook":                        "--port",
		"webhook --port 1 --patch []":    "--tls-certificate is missing",
		"webhook --port 1 --patch {}":    `--patch "{}" is not a JSON array`,
		"webhook --port 1 --patch null":  `--patch "null" is not a JSON array`,
		"webhook --port 1 --patch [}":    `--patch "[}" is not a JSON array`,
	} {
		t.Run(line, func(t *testing.T) {
			probeTarget(t, strings.Fields(line)...).wantFailure(t, 2, part, "usage: probe-target COMMAND")
		})
	}
}

func TestWrongUseIsToldAllAtOnce(t *testing.T) {
	probeTarget(t, "serve", "--http", "80,80", "--closed", "81", "--unhealthy", "82").
		wantFailure(t, 2, "port 80 is there twice", "--closed names port 81", "--unhealthy names port 82")
}

func TestHelpIsNoMistake(t *testing.T) {
	for _, line := range []string{"--help", "-h", "help", "serve --help", "open --help", "tcp -h", "webhook --help"} {
		t.Run(line, func(t *testing.T) {
			probeTarget(t, strings.Fields(line)...).wantSuccess(t, strings.TrimSuffix(usage, "\n"))
		})
	}
}
