/** What the API shows of a project besides what it shows of every case. */
import type { detailsOf } from '#domain/project/details.ts'
import type { SeenCase } from '../observation.ts'

export type Details = ReturnType<typeof detailsOf>

export const detailsIn = ({ view }: SeenCase): Details => view as Details
