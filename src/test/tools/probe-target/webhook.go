package main

import (
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"net"
	"net/http"
)

const maxReview = 16 << 20

// The part of admission.k8s.io/v1 that an answer needs. k8s.io/api is in go.mod for others only.
type admissionReview struct {
	APIVersion string             `json:"apiVersion"`
	Kind       string             `json:"kind"`
	Request    *admissionRequest  `json:"request,omitempty"`
	Response   *admissionResponse `json:"response,omitempty"`
}

type admissionRequest struct {
	UID string `json:"uid"`
}

type admissionResponse struct {
	UID       string `json:"uid"`
	Allowed   bool   `json:"allowed"`
	PatchType string `json:"patchType"`
	Patch     []byte `json:"patch"`
}

// serveWebhook answers AdmissionReviews with one patch until the context ends.
func serveWebhook(ctx context.Context, args []string, log *log.Logger) error {
	options, err := parseWebhook(args)
	if err != nil {
		return err
	}
	certificate, err := tls.LoadX509KeyPair(options.certificate, options.privateKey)
	if err != nil {
		return fmt.Errorf("certificate %s with private key %s can't be used: %w", options.certificate, options.privateKey, err)
	}
	listener, err := net.Listen("tcp", fmt.Sprintf(":%d", options.port))
	if err != nil {
		return fmt.Errorf("port %d (webhook) can't be opened: %w", options.port, err)
	}
	defer startService(newHTTPSServer(webhookHandler(options.patch), certificate), listener, log).stop()
	log.Printf("port %d (webhook) opened", options.port)
	<-ctx.Done()
	return nil
}

type webhookOptions struct {
	port        int
	certificate string
	privateKey  string
	patch       []byte
}

func parseWebhook(args []string) (webhookOptions, error) {
	flags := newFlagSet("webhook")
	port := flags.String("port", "", "")
	certificate := flags.String("tls-certificate", "", "")
	privateKey := flags.String("tls-private-key", "", "")
	patch := flags.String("patch", "", "")
	if err := parseOnlyFlags(flags, args); err != nil {
		return webhookOptions{}, err
	}
	number, err := parsePort(*port)
	if err != nil {
		err = wrongUse("--port: %w", err)
	}
	err = errors.Join(err, checkFile("tls-certificate", *certificate), checkFile("tls-private-key", *privateKey), checkPatch(*patch))
	return webhookOptions{port: number, certificate: *certificate, privateKey: *privateKey, patch: []byte(*patch)}, err
}

func checkFile(name, path string) error {
	if path == "" {
		return wrongUse("--%s is missing: name a PEM file", name)
	}
	return nil
}

// checkPatch tells null from an array too, which encoding/json takes for an empty one.
func checkPatch(patch string) error {
	var operations []json.RawMessage
	err := json.Unmarshal([]byte(patch), &operations)
	if err != nil {
		return wrongUse("--patch %q is not a JSON array: %w", patch, err)
	}
	if operations == nil {
		return wrongUse("--patch %q is not a JSON array: for no change give []", patch)
	}
	return nil
}

func webhookHandler(patch []byte) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var review admissionReview
		if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxReview)).Decode(&review); err != nil {
			http.Error(w, fmt.Sprintf("the request is not an AdmissionReview: %v", err), http.StatusBadRequest)
			return
		}
		if review.APIVersion != "admission.k8s.io/v1" || review.Kind != "AdmissionReview" || review.Request == nil || review.Request.UID == "" {
			http.Error(w, fmt.Sprintf("the request is %q %q: send an admission.k8s.io/v1 AdmissionReview with a request.uid", review.APIVersion, review.Kind), http.StatusBadRequest)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(allow(review, patch))
	})
}

func allow(review admissionReview, patch []byte) admissionReview {
	return admissionReview{
		APIVersion: review.APIVersion,
		Kind:       review.Kind,
		Response:   &admissionResponse{UID: review.Request.UID, Allowed: true, PatchType: "JSONPatch", Patch: patch},
	}
}
