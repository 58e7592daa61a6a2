/** What the API shows of a project besides what it shows of every case. */
import type { detailsOf } from '#domain/project/details.ts'
import type { ObservedCase } from '../observation.ts'

export type Details = ReturnType<typeof detailsOf>

export const detailsIn = ({ view }: ObservedCase): Details => view as Details
