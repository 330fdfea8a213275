"""What SGLang's metrics need of the rest of SGLang, so that its own code loads without an engine and what that needs."""

import __future__
import ast
import importlib.abc
import importlib.machinery
import importlib.metadata
import importlib.util
import sys
from pathlib import Path
from types import SimpleNamespace

PACKAGE = Path(importlib.metadata.distribution("sglang").locate_file("sglang"))
# Run as they are installed; every other module of the package is a stand-in.
OWN = frozenset(
    {
        "sglang.srt.observability.http_request_metrics",
        "sglang.srt.observability.metrics_collector",
        "sglang.srt.observability.scheduler_stage_metrics",
        "sglang.srt.observability.utils",
        "sglang.srt.utils.gauge_histogram",
    }
)


class Anything:
    """What a stand-in has under every name; only what reads of metrics never uses may be this."""

    def __getattr__(self, name):
        return Anything()

    def __call__(self, *arguments, **named):
        return Anything()


def source_of(module):
    return PACKAGE.parent / (module.replace(".", "/") + ".py")


def taken(module, names, known, methods=None):
    """Definitions of a module of SGLang, run from its own source without the rest of it; of a class only these methods."""
    path = source_of(module)
    found = [node for node in ast.parse(path.read_text()).body if getattr(node, "name", None) in names]
    missing = set(names) - {node.name for node in found}
    if missing:
        raise SystemExit(f"{path} must define {', '.join(sorted(missing))}")
    for node in found:
        if methods is not None and isinstance(node, ast.ClassDef):
            node.bases = []
            node.body = [part for part in node.body if getattr(part, "name", None) in methods]
    namespace = dict(known)
    flags = __future__.annotations.compiler_flag
    exec(compile(ast.Module(found, []), str(path), "exec", flags=flags), namespace)
    return namespace


def stand_in(model):
    """Puts the stand-ins in place; the settings are those of a server that was started with --enable-metrics alone."""
    from enum import Enum

    mode = taken("sglang.srt.disaggregation.utils", ["DisaggregationMode"], {"Enum": Enum})["DisaggregationMode"]
    observability = SimpleNamespace(
        enable_metrics=True,
        enable_metrics_for_all_schedulers=False,
        extra_metric_labels=None,
        generation_tokens_buckets=None,
        kv_events_config=None,
        prompt_tokens_buckets=None,
        stat_loggers=None,
        tokenizer_metrics_allowed_custom_labels=None,
    )
    parallel = SimpleNamespace(tp_rank=0, pp_rank=0, moe_ep_rank=0, dp_rank=None, attn_tp_rank=0, attn_cp_rank=0)
    schedule = SimpleNamespace(
        enable_priority_scheduling=False,
        prefill_delayer_forward_passes_buckets=None,
        prefill_delayer_max_delay_passes=30,
        prefill_delayer_wait_seconds_buckets=None,
    )
    given = {
        "sglang.srt.disaggregation.utils": {"DisaggregationMode": mode},
        "sglang.srt.runtime_context": {
            "exports_expert_balancedness_to_prometheus": lambda: False,
            "get_context": lambda: SimpleNamespace(is_config_namespace_published=lambda name: False),
            "get_disagg": lambda: SimpleNamespace(disaggregation_mode="null", enable_pd_role_switch=False),
            "get_observability": lambda: observability,
            "get_parallel": lambda: parallel,
            "get_schedule": lambda: schedule,
            "get_serving": lambda: SimpleNamespace(
                served_model_name=model, enable_streaming_session=False, tokenizer_worker_num=1
            ),
        },
        "sglang.srt.utils": {"get_bool_env_var": lambda *arguments: False},
    }
    sys.meta_path.insert(0, Finder(given))
    return given


class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def __init__(self, given):
        self.given = given

    def find_spec(self, name, path, target=None):
        if name in OWN:
            return importlib.util.spec_from_file_location(name, source_of(name))
        if name.partition(".")[0] == "sglang":
            return importlib.machinery.ModuleSpec(name, self, is_package=True)
        return None

    def exec_module(self, module):
        module.__dict__.update(self.given.get(module.__name__, {}))
        module.__getattr__ = lambda name: Anything()
