/** What only rehearsals of one kind of case know, besides what the tables of the kind say. */
import type { Words } from '#domain/case/kind.ts'
import type { Kind } from '#domain/engine/kind.ts'
import type { Kinds } from '#domain/engine/kinds.ts'
import type { Fen } from '#domain/values/money.ts'
import type { Shape } from '#domain/values/shape.ts'
import type { Expectation } from './expectations/expectation.ts'
import type { SeenCase } from './observation.ts'
import type { PlannedAct } from './rehearsal.ts'
import type { Place, YamlSource } from './yaml-source.ts'

export interface KindRehearsal {
  /** The kind's name. */
  kind: string
  /** A list that a file writes shorter than it is: whether its items have this shape, and what it says. */
  shortList?: {
    has(item: Shape<unknown>): boolean
    read(source: YamlSource, place: Place): unknown[]
  }
  /** Digests that are known only when the act is done, by the words that stand for them. */
  knownLater?: Readonly<Record<string, (seen: SeenCase) => string>>
  /** What the content of an act says where the file does not. */
  unsaid?(verb: string, given: Readonly<Record<string, unknown>>): object
  /** An act as it is told where its title does not say enough, and about how much money it is. */
  told?(act: PlannedAct): { words?: Words; amountFen?: Fen }
  /** What only a step of such a case can expect. */
  expectations?: Readonly<Record<string, Expectation>>
}

/** Whose words a rehearsal is written in. */
export interface Vocabulary {
  kinds: Kinds
  /** The kind of its cases. */
  kind: Kind
  own: KindRehearsal
}
