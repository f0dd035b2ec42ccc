export type FactorChange =
  | 'two-step-on'
  | 'two-step-off'
  | 'authenticator-app-replaced'
  | 'recovery-codes-made'
  | 'factors-reset'

type Texts = {
  subject: string
  happened: string
  /** What it means for the owner from now on. */
  now: string
  /** What securing the account leaves as it is, and what the owner does about it. */
  afterwards: string
}

/** What the email about each change of two-step login says. */
export function factorChangeTexts(appName: string): Record<FactorChange, Texts> {
  const people = `the people who run ${appName}`
  return {
    'two-step-on': {
      subject: `Two-step login is on for your ${appName} account`,
      happened: `Two-step login was turned on for your ${appName} account.`,
      now: 'From now on, you need your password and a code to log in. You were logged out on every other device.',
      afterwards: `Securing your account doesn’t change two-step login. If the authenticator app isn’t yours, ask ${people} to reset two-step login. Until then, you can’t log in.`,
    },
    'two-step-off': {
      subject: `Two-step login is off for your ${appName} account`,
      happened: `Two-step login was turned off for your ${appName} account.`,
      now: 'From now on, the password is enough to log in. The authenticator app and the recovery codes no longer work. You were logged out on every other device.',
      afterwards:
        'Securing your account doesn’t change two-step login. Once you’ve logged in with your new password, set it up again.',
    },
    'authenticator-app-replaced': {
      subject: `Your ${appName} authenticator app was replaced`,
      happened: `Someone replaced the authenticator app for your ${appName} account.`,
      now: 'Codes from the previous app no longer work. The recovery codes stay the same. You were logged out on every other device.',
      afterwards: `Securing your account doesn’t remove the new app. If the app isn’t yours, log in with a recovery code and set up your own app. If you have no recovery code, ask ${people} to reset two-step login.`,
    },
    'recovery-codes-made': {
      subject: `Your ${appName} recovery codes were replaced`,
      happened: `New recovery codes were made for your ${appName} account.`,
      now: 'The previous recovery codes no longer work. The authenticator app stays the same.',
      afterwards:
        'Securing your account doesn’t change two-step login. Once you’ve logged in with your authenticator app, make new codes so that any copy someone else has stops working.',
    },
    'factors-reset': {
      subject: `Two-step login was reset for your ${appName} account`,
      happened: `An operator reset two-step login for your ${appName} account.`,
      now: 'Two-step login is now off, and the password is enough to log in. The authenticator app and the recovery codes no longer work. You were logged out on every device.',
      afterwards: `Also tell ${people} that you didn’t ask for this.`,
    },
  }
}
