// Command kustomize is kustomize's build, with functions that are programs, which kubectl's kustomize does not run.
package main

import (
	"os"

	"sigs.k8s.io/kustomize/kustomize/v5/commands/build"
	"sigs.k8s.io/kustomize/kyaml/filesys"
)

func main() {
	command := build.NewCmdBuild(filesys.MakeFsOnDisk(), build.MakeHelp("kustomize", "build"), os.Stdout)
	build.AddFunctionAlphaEnablementFlags(command.Flags())
	if command.Execute() != nil {
		os.Exit(1)
	}
}
