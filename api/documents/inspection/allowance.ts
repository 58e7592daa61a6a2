/** How much a file may hold in all, whatever lies within whatever in it. */
import { FileRefused } from './file-refusals.ts'

export const INFLATED_MAX = 1024 ** 3
export const RATIO_MAX = 100
/** Small parts may compress well: blank sheets do. */
export const RATIO_FROM = 1024 ** 2
/** Of all containers together: a hundred charts bring a dozen parts each. */
const PARTS_MAX = 20_000

export class Allowance {
  readonly #size: number
  #parts = 0
  #inflated = 0

  /** `size`: of the uploaded file, in bytes. */
  constructor(size: number) {
    this.#size = size
  }

  /** Counts what one container announces; throws when all that there was so far is too much. */
  take(parts: number, inflated: number): void {
    this.#parts += parts
    this.#inflated += inflated
    if (this.#parts > PARTS_MAX) throw new FileRefused('zipTooManyEntries')
    if (this.#inflated > INFLATED_MAX) throw new FileRefused('zipTooLarge')
    const isBomb = this.#inflated > RATIO_FROM && this.#inflated > this.#size * RATIO_MAX
    if (isBomb) throw new FileRefused('zipRatio')
  }
}
