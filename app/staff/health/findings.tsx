import type { Finding } from '@/lib/doctor/finding'
import { visible } from '@/lib/rules/visible-text'

/** Worst first. */
const levels = [
  ['fault', 'Problems'],
  ['warning', 'Warnings'],
  ['hint', 'Hints'],
  ['ok', 'Passed checks'],
] as const

/** What the doctor found, each with what to do about it. */
export function Findings({ findings }: { findings: Finding[] }) {
  return levels.map(([level, title]) => {
    const found = findings.filter((each) => each.level === level)
    return (
      found.length > 0 && (
        <section key={level}>
          <h2>
            {title} <span className="badge">{found.length}</span>
          </h2>
          <ul className={`doctor ${level}`}>
            {found.map((each, index) => (
              <FindingItem key={index} {...each} />
            ))}
          </ul>
        </section>
      )
    )
  })
}

function FindingItem({ says, mend }: Finding) {
  return (
    <li>
      <bdi>{visible(says)}</bdi>
      {mend && (
        <p className="hint">
          What to do: <bdi>{visible(mend)}</bdi>
        </p>
      )}
    </li>
  )
}
