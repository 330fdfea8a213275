/** An argument for each flag of kube-state-metrics that an environment may set; the real program is asked about them as well. */
export const GOOD_ARGUMENTS = [
  ...['--add_dir_header', '--alsologtostderr=false', '--alsologtostderrthreshold=WARNING', '--auto-gomemlimit=true'],
  ...['--auto-gomemlimit-ratio=.8', '--enable-gzip-encoding', '--legacy_stderr_threshold_behavior=false'],
  ...['--log_backtrace_at=main.go:17', '--log_file_max_size=7', '--one_output', '--server-idle-timeout=1m30s'],
  ...[
    '--server-read-header-timeout=500ms',
    '--server-read-timeout=1.5s',
    '--server-write-timeout=1h',
    '--skip_headers',
  ],
  ...['--skip_log_headers', '--stderrthreshold=ERROR', '--use-apiserver-cache', '--v=4', '--vmodule=reflector=4,m*=2'],
];
