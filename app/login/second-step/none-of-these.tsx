import { WhomToAsk } from '@/app/_ui/second-factors/whom-to-ask'

export function NoneOfThese() {
  return (
    <details className="aside">
      <summary>I can’t use any of these</summary>
      <p>
        <WhomToAsk />
      </p>
    </details>
  )
}
