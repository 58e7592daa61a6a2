/** One of the systems that a benchmark compares. */
export interface Contender {
  /** Creates `count` cases from number `first` on that wait for their decision. */
  prepare(first: number, count: number): Promise<void>
  /** Decides the prepared case with that number. */
  decide(index: number): Promise<void>
  stop(): Promise<void>
}
