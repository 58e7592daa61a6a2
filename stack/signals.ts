interface Stoppable {
  /** Ends everything in order. */
  readonly stop: () => Promise<void>
  /** Signals all processes to stop, without waiting. */
  readonly abandon: () => void
  readonly report: (line: string) => void
}

const EXIT_CODES = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const
type StopSignal = keyof typeof EXIT_CODES

/**
 * Stops the stack when this process gets a signal to end; a second signal ends it without waiting. If the process exits without stopping
 * the stack, it at least signals the other processes.
 */
export function stopOnSignals({ stop, abandon, report }: Stoppable): { release(): void } {
  let isStopping = false
  const onSignal = (signal: StopSignal) => {
    if (isStopping) process.exit(EXIT_CODES[signal])
    isStopping = true
    report('stopping …')
    stop().then(
      () => process.exit(EXIT_CODES[signal]),
      () => process.exit(1),
    )
  }
  const signals = Object.keys(EXIT_CODES) as StopSignal[]
  for (const signal of signals) process.on(signal, onSignal)
  process.on('exit', abandon)
  return {
    release() {
      for (const signal of signals) process.off(signal, onSignal)
      process.off('exit', abandon)
    },
  }
}
