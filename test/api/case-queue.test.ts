import { describe, expect, it } from 'vitest'
import { CaseQueue } from '#api/acts/case-queue.ts'

const settle = () => new Promise((resolve) => setImmediate(resolve))

describe('the queue of a case', () => {
  it('lets a limited number proceed at the same time, and the others in their order', async () => {
    const queue = new CaseQueue(2, 10)
    const called: number[] = []
    const tickets = [0, 1, 2, 3].map((n) => {
      const ticket = queue.join('a')
      void ticket.turn.then(() => called.push(n))
      return ticket
    })
    await settle()
    expect(called).toEqual([0, 1])
    tickets[1]?.leave()
    await settle()
    expect(called).toEqual([0, 1, 2])
    expect(tickets.map(({ isFirst }) => isFirst)).toEqual([true, true, false, false])
  })

  it('is not blocked by a ticket that leaves before its turn, or twice', async () => {
    const queue = new CaseQueue(1, 10)
    const [first, second, third] = [queue.join('a'), queue.join('a'), queue.join('a')]
    second?.leave()
    second?.leave()
    first?.leave()
    await third?.turn
    third?.leave()
    await settle()
    expect([queue.waiting, queue.join('a').isFirst]).toEqual([0, true])
  })

  it('of one case does not concern another', () => {
    const queue = new CaseQueue(1, 0)
    queue.join('a')
    expect(queue.join('b').isFirst).toBe(true)
    expect(() => queue.join('a')).toThrow(/later/)
  })
})
