package main

import (
	"crypto/ecdsa"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

const patch = `[{"op":"add","path":"/metadata/labels/x","value":"y"}]`

// startWebhook returns the address of a webhook with that patch.
func startWebhook(t *testing.T) string {
	t.Helper()
	port := freePort(t)
	certificate, privateKey := writeCertificate(t)
	start(t, "(webhook) opened", "webhook", "--port", strconv.Itoa(port), "--tls-certificate", certificate, "--tls-private-key", privateKey, "--patch", patch)
	return "https://" + loopback(port)
}

func writeCertificate(t *testing.T) (certificate, privateKey string) {
	t.Helper()
	made, err := newSelfSignedCertificate()
	if err != nil {
		t.Fatal(err)
	}
	key, err := x509.MarshalECPrivateKey(made.PrivateKey.(*ecdsa.PrivateKey))
	if err != nil {
		t.Fatal(err)
	}
	return writePEM(t, "CERTIFICATE", made.Certificate[0]), writePEM(t, "EC PRIVATE KEY", key)
}

func writePEM(t *testing.T, kind string, bytes []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "file.pem")
	if err := os.WriteFile(path, pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: bytes}), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func review(t *testing.T, url, body string) (status int, answer string) {
	t.Helper()
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true, TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}, Timeout: patience}
	response, err := client.Post(url, "application/json", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, string(text)
}

func TestWebhookAllowsWithItsPatch(t *testing.T) {
	address := startWebhook(t)
	for _, path := range []string{"/", "/mutate?timeout=10s"} {
		status, text := review(t, address+path, `{"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","request":{"uid":"u-1","object":{"kind":"Pod"}}}`)

		var answer struct {
			APIVersion, Kind string
			Response         struct {
				UID       string
				Allowed   bool
				PatchType string
				Patch     []byte
			}
		}
		if err := json.Unmarshal([]byte(text), &answer); status != http.StatusOK || err != nil {
			t.Fatalf("%s answered %d %q: %v", path, status, text, err)
		}
		got := fmt.Sprint(answer.APIVersion, answer.Kind, answer.Response.UID, answer.Response.Allowed, answer.Response.PatchType, string(answer.Response.Patch))
		if want := fmt.Sprint("admission.k8s.io/v1", "AdmissionReview", "u-1", true, "JSONPatch", patch); got != want {
			t.Errorf("%s answered %s, want %s", path, got, want)
		}
	}
}

func TestWebhookRefusesOtherRequests(t *testing.T) {
	address := startWebhook(t)
	for body, part := range map[string]string{
		``:                                 "not an AdmissionReview",
		`{"apiVersion":"v1","kind":"Pod"}`: `"v1" "Pod"`,
		`{"apiVersion":"admission.k8s.io/v1beta1","kind":"AdmissionReview","request":{"uid":"u-1"}}`: "v1beta1",
		`{"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","request":{}}`:                 "request.uid",
	} {
		if status, answer := review(t, address, body); status != http.StatusBadRequest || !strings.Contains(answer, part) {
			t.Errorf("%q was answered by %d %q, want 400 and %q", body, status, answer, part)
		}
	}
}

func TestWebhookFailsWithoutItsCertificate(t *testing.T) {
	probeTarget(t, "webhook", "--port", "1", "--tls-certificate", "/nonexistent/tls.crt", "--tls-private-key", "/nonexistent/tls.key", "--patch", "[]").
		wantFailure(t, 1, "/nonexistent/tls.crt", "no such file")
}
