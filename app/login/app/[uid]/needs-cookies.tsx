import { config } from '@/lib/config'
import { StepCard } from './step-card'

/** In the words of the login page, which finds out only after the password. */
export function NeedsCookies() {
  return (
    <StepCard title="This site needs cookies">
      <p>Your browser didn’t keep the cookie that leads back to the app.</p>
      <p>
        Allow cookies for {new URL(config().APP_URL).host} in your browser’s settings, or use another browser. Then go
        back to the app and log in again.
      </p>
    </StepCard>
  )
}
