# make check is what CI runs; the other targets are its parts.

FUZZTIME ?= 5s
GO ?= go

.PHONY: build test mutation lint fuzz bench profile completions update check

build:
	$(GO) build ./cmd/vhook

test:
	$(GO) test ./...

# Every way to spoil every fixture, and every fixture under the name of every
# event; go test runs a sample of them.
mutation:
	$(GO) test ./pkg/check -run 'TestMutations$$|TestSwiftNames' -count=1 -v -mutation

# The tools are pinned in go.mod; govulncheck needs its database from the
# network and says so where there is none. Where int has 32 bits, some
# constants do not fit that fit elsewhere.
lint:
	test -z "$$(gofmt -l cmd pkg)" || { gofmt -l cmd pkg; exit 1; }
	$(GO) vet ./...
	CGO_ENABLED=0 GOARCH=386 $(GO) build ./...
	$(GO) tool staticcheck ./...
	.ci/vulnerabilities

# Each fuzz target for a while; go test takes one at a time.
fuzz:
	.ci/fuzz $(FUZZTIME)

# Archives made of the fixtures, through vhook and other programs. SIZE is in
# MiB; PEERS names a directory where npm has put ajv, ajv-formats and
# @sourcemeta/jsonschema; what is not installed is left out.
bench:
	$(GO) run ./testdata/bench

# What the compiler is guided by, from archives of the fixtures: a tenth of the
# time they take. To be made anew when what they spend it on has moved.
profile:
	$(GO) test ./cmd/vhook -run '^$$' -bench BenchmarkArchive -benchtime 100x -cpuprofile default.pgo -outputdir cmd/vhook -o /dev/null

# What is generated: completions, goldens, the README's tables and screens.
completions:
	$(GO) test ./cmd/vhook -run TestCompletions -update

update:
	$(GO) test ./pkg/event -run Written -update
	$(GO) test ./cmd/vhook ./pkg/check ./pkg/report ./pkg/schema ./pkg/summary -update

check:
	.ci/run
