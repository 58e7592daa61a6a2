/** One side of a benchmark. */
export interface Contender {
  /** Makes the cases from `first` on, that many, wait for their decision. */
  prepare(first: number, count: number): Promise<void>
  /** Decides the prepared case of that number. */
  decide(index: number): Promise<void>
  stop(): Promise<void>
}
