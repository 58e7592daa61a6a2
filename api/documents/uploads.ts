/** Counts the current uploads in this process, by person. */
import type { PersonId } from '#domain/values/ids.ts'

/** More uploads at the same time would only be slower and need more disk space. */
const CONCURRENCY = 8
/** A stalled connection keeps its place until its timeout; so one person must not use all places. */
const PER_PERSON_MAX = 2

export class Uploads {
  readonly #running: PersonId[] = []

  /** Counts a new upload of this person; false when there is no place. */
  begin(person: PersonId): boolean {
    const own = this.#running.filter((one) => one === person).length
    if (this.#running.length >= CONCURRENCY || own >= PER_PERSON_MAX) return false
    this.#running.push(person)
    return true
  }

  end(person: PersonId): void {
    this.#running.splice(this.#running.indexOf(person), 1)
  }
}
