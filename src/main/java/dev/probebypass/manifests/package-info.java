/**
 * Kubernetes objects that somebody wrote down: YAML and JSON documents of files, directories and standard input, read as
 * the API server would read them, and the pods that their workloads make.
 */
@NullMarked
package dev.probebypass.manifests;

import org.jspecify.annotations.NullMarked;
