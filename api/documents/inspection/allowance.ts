/** Limits the total content of an uploaded file, over all files within files. */
import { FileRefused } from './file-refusals.ts'

export const INFLATED_MAX = 1024 ** 3
export const RATIO_MAX = 100
/** Smaller parts may have any ratio, because for example blank sheets compress well. */
export const RATIO_FROM = 1024 ** 2
/** Parts of all containers together. A file with a hundred charts has a dozen parts for each. */
const PARTS_MAX = 20_000

export class Allowance {
  readonly #size: number
  #parts = 0
  #inflated = 0

  /** `size`: bytes of the uploaded file. */
  constructor(size: number) {
    this.#size = size
  }

  /** Adds what the directory of one container announces; throws when the total is too large. */
  take(parts: number, inflated: number): void {
    this.#parts += parts
    this.#inflated += inflated
    if (this.#parts > PARTS_MAX) throw new FileRefused('zipTooManyEntries')
    if (this.#inflated > INFLATED_MAX) throw new FileRefused('zipTooLarge')
    const isBomb = this.#inflated > RATIO_FROM && this.#inflated > this.#size * RATIO_MAX
    if (isBomb) throw new FileRefused('zipRatio')
  }
}
