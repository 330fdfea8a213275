"""
The metrics of an SGLang server without its engine: its own collectors in two processes, counted by its own tokenizer manager and
mounted as its server mounts them. Requests are told to it, with what they took: POST /requests takes a JSON list of
{promptTokens, cachedTokens, generatedTokens, queueSeconds, firstTokenSeconds, tokenSeconds, stream, end, retracted}, end one
of stop and abort.
"""

import argparse
import importlib
import logging
import multiprocessing
import os
import re
import tempfile
from types import SimpleNamespace

from stand_ins import stand_in, taken

MODEL = "qwen-7b"
# Different from each other, so that a mistaken one would show.
RUNNING, WAITING, TOKEN_USAGE = 3, 2, 0.37
# By name: a package that is a stand-in has anything under the name of its module.
COLLECTOR = "sglang.srt.observability.metrics_collector"


def scheduler(reports, started):
    """The process of the scheduler, which reports what runs and waits; the first time where it is told to."""
    stand_in(MODEL)
    own = importlib.import_module(COLLECTOR)

    context = own.SchedulerMetricsCollector.init_new(
        server_args=SimpleNamespace(),
        enable_priority_scheduling=False,
        enable_lora=False,
        enable_hierarchical_cache=False,
    )
    collector = context.collector
    collector.emit_constants(
        max_total_num_tokens=65536,
        max_total_num_tokens_swa=None,
        weight_memory_usage_gb=1,
        kv_cache_memory_usage_gb=1,
        graph_memory_usage_gb={"decode": 1},
        max_running_requests_under_SLO=None,
        page_size=16,
        num_pages=4096,
        context_len=4096,
        startup_available_gpu_memory_gb=1,
    )
    started.set()
    stats = own.SchedulerStats()
    while True:
        for request in reports.get():
            collector.observe_queue_time(request["queueSeconds"])
            collector.observe_per_stage_req_latency("prefill_waiting", request["queueSeconds"])
            forward = request["firstTokenSeconds"] - request["queueSeconds"]
            collector.observe_per_stage_req_latency("prefill_forward", forward)
            if request["retracted"]:
                collector.increment_retracted_reqs(1, request["promptTokens"], 1)
        stats.num_running_reqs, stats.num_queue_reqs = own.QueueCount(RUNNING), own.QueueCount(WAITING)
        stats.token_usage = TOKEN_USAGE
        collector.log_stats(stats)


class Times:
    """When things happened to one request, as its tokenizer manager asks."""

    def __init__(self, request):
        self.first, self.interval = request["firstTokenSeconds"], request["tokenSeconds"]
        self.tokens = request["generatedTokens"]

    def get_first_token_latency(self):
        return self.first

    def get_interval(self):
        return self.interval

    def set_last_time(self):
        pass

    def get_time_per_output_token(self, tokens):
        return self.interval

    def get_e2e_latency(self):
        return self.first + (self.tokens - 1) * self.interval


def answered(manager, request):
    """Counts one request as its answer goes by: token by token where it is streamed, and once at its end where it is not."""
    last = request["generatedTokens"]
    sent = SimpleNamespace(stream=request["stream"], sampling_params={})
    state = SimpleNamespace(
        obj=sent, ttft_observed=False, last_completion_tokens=0, finished=False, time_stats=Times(request), abort_sent=False
    )
    if request["end"] == "abort":
        manager.rid_to_state["aborted"] = state
        manager.abort_request("aborted")
    for tokens in range(1, last + 1) if request["stream"] else [last]:
        state.finished = tokens == last
        output = SimpleNamespace(
            completion_tokens=[tokens],
            finished_reasons=[{"type": request["end"]} if state.finished else None],
            prompt_tokens=[request["promptTokens"]],
            cached_tokens=[request["cachedTokens"]],
            cached_tokens_details=[{"device": request["cachedTokens"], "host": 0}],
        )
        manager.collect_metrics(state, output, 0)


class Counted:
    """The server, with requests counted as its middleware counts them: by the route that its clients mean."""

    def __init__(self, app, metrics):
        self.app, self.metrics = app, metrics

    def count(self, endpoint, method):
        self.metrics.requests_total.labels(endpoint=endpoint, method=method).inc()
        self.metrics.responses_total.labels(endpoint=endpoint, method=method, status_code="200").inc()

    async def __call__(self, scope, receive, send):
        if scope["type"] == "http" and scope["path"] == "/metrics":
            self.count("/metrics", scope["method"])
        await self.app(scope, receive, send)


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--port", type=int, required=True)
    port = arguments.parse_args().port
    known = {"os": os, "tempfile": tempfile, "re": re, "logger": logging.getLogger()}
    server = taken("sglang.srt.utils.common", ["set_prometheus_multiproc_dir", "add_prometheus_middleware"], known)
    # Before prometheus_client is imported anywhere, as its server has it.
    server["set_prometheus_multiproc_dir"]()
    given = stand_in(MODEL)
    own = importlib.import_module(COLLECTOR)

    manager_class = taken(
        "sglang.srt.managers.tokenizer_manager",
        ["TokenizerManager"],
        {
            "AbortReq": SimpleNamespace,
            "logger": logging.getLogger(),
            **given["sglang.srt.disaggregation.utils"],
            **given["sglang.srt.runtime_context"],
        },
        methods=["collect_metrics", "_request_has_grammar", "abort_request"],
    )["TokenizerManager"]
    manager = manager_class()
    manager.metrics_collector = own.TokenizerMetricsCollector(labels=own.tokenizer_metric_labels())
    manager.enable_metrics, manager.enable_priority_scheduling = True, False
    manager.disaggregation_mode = given["sglang.srt.disaggregation.utils"]["DisaggregationMode"].NULL
    manager.rid_to_state = {}
    manager.metrics_collector.emit_startup_time(
        {"load_weight": 31, "kv_cache_allocation": 2, "scheduler_e2e": 37, "tokenizer_e2e": 41, "cuda_graph": {"decode": 7}}
    )
    manager._dispatch_to_scheduler = lambda request: None

    spawned = multiprocessing.get_context("spawn")
    reports, started = spawned.SimpleQueue(), spawned.Event()
    spawned.Process(target=scheduler, args=(reports, started), daemon=True).start()

    import uvicorn
    from starlette.applications import Starlette
    from starlette.responses import PlainTextResponse
    from starlette.routing import Mount, Route

    async def requests(request):
        told = await request.json()
        for one in told:
            counted.count("/v1/chat/completions", "POST")
            answered(manager, one)
        reports.put(told)
        return PlainTextResponse("counted")

    async def health(request):
        return PlainTextResponse("ok", 200 if started.is_set() else 503)

    app = Starlette(routes=[Route("/requests", requests, methods=["POST"]), Route("/health", health)])
    server["Mount"] = Mount
    server["add_prometheus_middleware"](app)
    http = importlib.import_module("sglang.srt.observability.http_request_metrics")
    http.init_http_request_metrics()
    counted = Counted(app, http._http_request_metrics)
    uvicorn.run(counted, host="127.0.0.1", port=port, log_level="warning")


if __name__ == "__main__":
    main()
