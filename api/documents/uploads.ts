/** The uploads under way in this process, by who sends them. */
import type { PersonId } from '#domain/values/ids.ts'

/** More would only make each slower, and the disk fuller. */
const AT_ONCE = 8
/** A connection that stalls keeps its place until it is given up; one person's shall not keep out everybody. */
const OF_ONE_PERSON = 2

export class Uploads {
  readonly #running: PersonId[] = []

  /** Whether there is room for one more of this person. */
  begin(person: PersonId): boolean {
    const own = this.#running.filter((one) => one === person).length
    if (this.#running.length >= AT_ONCE || own >= OF_ONE_PERSON) return false
    this.#running.push(person)
    return true
  }

  end(person: PersonId): void {
    this.#running.splice(this.#running.indexOf(person), 1)
  }
}
