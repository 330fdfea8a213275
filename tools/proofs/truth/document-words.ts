/** What stands above the table. */
export const INTRODUCTION = `# Truth table

Written by \`npm run truth-table\`; a test holds it current, and holds that nothing in it is wrong.

A simulated fleet is scraped every 30 s as the monitors say, a real Prometheus evaluates the recording rules over it, and every
record and every signal is held against what happened: the log of requests, what engines tell a witness beside their
exporters, and their state at each scrape, none of it read from an exporter. The labels that a signal says it has are compared as well: a series too many or too few is a failure.

The fleet (\`tools/simulator/scenarios/mixed.ts\`) has vLLM V0, V1 and V1 since 0.12, one with two data-parallel engines, SGLang of
three generations, one with two tensor-parallel ranks and one with two data-parallel engines, frontends of Dynamo of two
generations, one before two engines and one that nobody asks, TensorRT-LLM of two generations in pods that
Arks does not start, two disaggregated applications with the two kinds of router, two models that both runtimes serve side by side, a model that nobody asks for, a replica that
gets nothing while its neighbour gets all, three plugins and two Envoys. At minute 10 a rollout from V0 to V1 begins, at minute
11 a replica of each runtime, a decode worker and a plugin restart, and at minute 31 TensorRT-LLM gets another replica. It runs for 38 minutes, so that averages over an hour or six
are over as much as there is.

**How it is recorded.** Each rule is evaluated at the time of each scrape by a range query, and its answer stored as a block before
the rules that read it. Not \`promtool tsdb create-blocks-from rules\`: it shifts evaluations by a hash of the group's name, and
makes a block for each rule. Engine and expressions are the same.

**What a rate sees.** At the time of a scrape, \`[5m]\` holds eleven samples in Prometheus 2.x and spans five minutes exactly. From 3.0 on
the sample at the beginning is left out: ten samples span four and a half minutes, and \`rate()\` extrapolates them to five. A rate
is then the truth of those four and a half minutes; the numbers here are those of 2.x. Anywhere else, where evaluations and
scrapes do not fall together, 2.x does the same.

**What no scrape shows.** Three things bend a rate, and the last column says by how much, over all windows that they fall into:

- What a process counts after its last scrape is lost with it.
- The first value of a series is no increase. SGLang, its routers, Envoy's status classes and the plugin make a series when it is
  first counted, so the first count of each is never seen: -100 % where it is the only one.
- A series that begins or ends in a window is extrapolated to both sides, by at most 1.1 intervals between samples: too much.

Each window's share of these is worked out from the log; a value must lie between the truth less what is unseen and the truth
with what may be added, 1 % on top. In all other windows, the undisturbed ones, it must be within 1 % ("off at most").

**What TensorRT-LLM says late.** It counts all of a request at its end, and nothing of one whose stream the client leaves. What waits and
what the KV cache holds it shows as of the last iteration whose statistics were read: they are held against that moment, not against the
scrape's. The first collectors say nothing true of what runs, so nothing is recorded of it.

**Values of a moment** are compared where none of the series they rest on ended within the five minutes before: a file of samples
can not say that a series is stale, so Prometheus shows its last value for that long here, and nowhere else.`;

/** What is said of sources that are known to be wrong. */
export const WRONG_SOURCES = `The plugin counts chunks of an answer as requests, and no token of a stream. For how many requests there are Envoy is right
(\`gateway:arks_requests:rate5m\`), for the tokens of a model the engines (\`tenant:arks_output_tokens_computed:rate5m\`), for
those of a quota the custom resources (\`tenant:arks_quota_tokens:rate5m\`), each of them above; of a user nothing is, and
\`tenant:arks_output_seen:rate5m\` is as near as it gets. V0 of vLLM and the first SGLang show a hit ratio of their last requests and no tokens.`;
