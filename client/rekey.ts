/**
 * Rekey API
 * 1.0.0
 * DO NOT MODIFY - This file has been generated using oazapfts.
 * See https://www.npmjs.com/package/oazapfts
 */
import * as Oazapfts from "@oazapfts/runtime";
import * as QS from "@oazapfts/runtime/query";
export const defaults: Oazapfts.Defaults<Oazapfts.CustomHeaders> = {
    headers: {},
    baseUrl: "http://localhost:3000"
};
const oazapfts = Oazapfts.runtime(defaults);
export const servers = {
    server1: "http://localhost:3000"
};
export type RegisterBody = {
    /** At most 100 characters. Spaces at both ends are removed. */
    first_name: string;
    /** At most 100 characters. Spaces at both ends are removed. */
    last_name: string;
    /** 10 to 15 digits, optionally starting with +. Spaces, dots, dashes and brackets are removed. */
    phone_number: string;
    /** Spaces at both ends are removed. Upper and lower case are treated as the same. */
    email: string;
    /** Any characters, compared in Unicode NFC. Common passwords and the account’s own email address are rejected. */
    password: string;
    /** With REGISTRATION “confirm”: a secret of your choice. Send it to verifyEmail to keep the password given here. */
    browser?: string;
};
export type User = {
    id: string;
    first_name: string;
    last_name: string;
    email: string;
    /** 10 to 15 digits, starting with + if it was entered that way. Null for an account without a phone number. */
    phone_number: string | null;
    /** Whether the account owner has verified the email address. */
    email_verified: boolean;
    created_at: string;
};
export type ProblemDetails = {
    /** The page that explains the code. */
    "type": string;
    /** What went wrong, in a sentence for people. */
    title: string;
    /** The HTTP status of the answer. */
    status: number;
    /** Stable, for use in code. */
    code: "malformed-request" | "malformed-json" | "malformed-form" | "secret-in-url" | "bad-signature" | "link-expired" | "link-used" | "link-replaced" | "link-invalid" | "login-expired" | "set-up-expired" | "invalid-credentials" | "unauthenticated" | "wrong-password" | "second-step-required" | "wrong-code" | "passkey-refused" | "passkey-unknown" | "passkey-removed" | "second-factor-setup-required" | "confirmation-required" | "email-unverified" | "forbidden" | "staff-account" | "registration-closed" | "cross-site" | "not-found" | "client-unknown" | "method-not-allowed" | "page-outdated" | "account-exists" | "client-exists" | "two-step-off" | "last-admin" | "second-factor-required" | "last-factor" | "no-second-factor" | "passkey-exists" | "too-many-passkeys" | "passkeys-unavailable" | "too-large" | "not-json" | "encoded-body" | "invalid-input" | "narrow-search" | "too-many-requests" | "unexpected" | "unavailable";
    /** When to try again, if known. */
    detail?: string;
    /** What is wrong with each rejected member. */
    errors?: {
        /** A JSON pointer to the member, such as “#/email”. */
        pointer: string;
        detail: string;
    }[];
    /** Names this login at POST /api/login/second-step. It is no access token and is accepted nowhere else. */
    login_token?: string;
    /** For how many seconds the login waits for its second step. */
    expires_in?: number;
    /** How the account owner can do it now. */
    methods?: ("authenticator-app" | "passkey" | "recovery-code")[];
    /** How many codes this login still accepts. Only for a login. */
    attempts_left?: number;
    /** The ID under which the operator finds this error in the log. */
    request_id?: string;
};
export type VerifyEmailBody = {
    /** With REGISTRATION “confirm”: replaces the one given at registration. */
    first_name?: string;
    /** With REGISTRATION “confirm”: replaces the one given at registration. */
    last_name?: string;
    /** With REGISTRATION “confirm”: replaces the one given at registration, for example because that one already has an account. */
    phone_number?: string;
    /** With REGISTRATION “confirm”: the password of the new account. The one given at registration is used only if you send “browser”. */
    password?: string;
    /** The value of “token” in the emailed link. */
    token: string;
    /** The secret that was sent at registration, instead of a password. The account then keeps the password given at registration. */
    browser?: string;
};
export type LoginBody = {
    /** Spaces at both ends are removed. Upper and lower case are treated as the same. */
    email: string;
    password: string;
};
export type SecondStepBody = {
    /** The member “login_token” of the refusal “second-step-required”. */
    login_token: string;
    /** The six digits that the authenticator app shows, or a recovery code. Spaces and dashes are removed. Each works once. */
    code?: string;
    /** The answer of a passkey to the options of `getSecondStepOptions`, instead of a code. */
    credential?: {
        id: string;
        rawId: string;
        "type": "public-key";
        response: {
            clientDataJSON: string;
            authenticatorData: string;
            signature: string;
            userHandle?: string | null;
        };
    };
};
export type CancelLoginBody = {
    /** The member “login_token” of the refusal “second-step-required”. */
    login_token: string;
};
export type GetSecondStepOptionsBody = {
    /** The member “login_token” of the refusal “second-step-required”. */
    login_token: string;
};
export type PasskeyLoginBody = {
    credential: {
        id: string;
        rawId: string;
        "type": "public-key";
        response: {
            clientDataJSON: string;
            authenticatorData: string;
            signature: string;
            userHandle?: string | null;
        };
    };
};
export type Session = {
    id: string;
    /** “browser” for a session with a cookie, “api” for one with an access token. */
    kind: "browser" | "api";
    /** Whether this is the session of the request. */
    current: boolean;
    /** The IP address of the login, if known. */
    ip: string | null;
    /** The browser and operating system, or the name of the API client. */
    device: string;
    created_at: string;
    last_seen_at: string;
};
export type UpdateProfileBody = {
    /** At most 100 characters. Spaces at both ends are removed. */
    first_name?: string;
    /** At most 100 characters. Spaces at both ends are removed. */
    last_name?: string;
    /** 10 to 15 digits, optionally starting with +. Spaces, dots, dashes and brackets are removed. */
    phone_number?: string;
};
export type DeleteAccountBody = {
    /** The current password. */
    current_password?: string;
    /** With two-step login: the 6 digits that the authenticator app shows. Each code works once. */
    code?: string;
    /** The answer of a passkey of the account to the options of `getConfirmOptions`, instead of the password and the code. */
    credential?: {
        id: string;
        rawId: string;
        "type": "public-key";
        response: {
            clientDataJSON: string;
            authenticatorData: string;
            signature: string;
            userHandle?: string | null;
        };
    };
    /** The value of “confirmation” that `confirmOwner` returned in this session, instead of the password and the code. */
    confirmation?: string;
};
export type Event = {
    id: string;
    /** Stable, for use in code. */
    "type": string;
    /** The same in words, for people. */
    description: string;
    ip: string | null;
    /** The browser and operating system, or the name of the API client. */
    device: string | null;
    at: string;
};
export type Passkey = {
    id: string;
    name: string;
    /** Whether a password manager can copy the passkey to other devices. */
    synced: boolean;
    /** Whether it works at this site’s URL. A passkey that was made for another domain does not. */
    usable: boolean;
    created_at: string;
    last_used_at: string | null;
};
export type AccountExport = {
    exported_at: string;
    profile: User;
    second_factors: {
        two_step: string | null;
        authenticator_app: {
            since: string;
        } | null;
        passkeys: Passkey[];
        recovery_codes: {
            left: number;
            made_at: string;
            saved: boolean;
        } | null;
        suspended: {
            id: string;
            kind: "authenticator-app" | "recovery-codes" | "passkey";
            name: string | null;
            made_at: string;
            suspended_at: string;
        }[];
    };
    sessions: Session[];
    activity: Event[];
    apps: {
        id: string;
        name: string;
        scopes: string[];
        since: string;
        last_used_at: string;
    }[];
    app_logins: {
        app: string;
        session_id: string;
        first_at: string;
        last_at: string;
    }[];
    mails: {
        kind: string;
        to: string;
        status: "queued" | "sent" | "failed" | "untold";
        created_at: string;
        sent_at: string | null;
    }[];
    logout_notices: {
        app: string;
        status: "queued" | "told" | "refused" | "failed";
        created_at: string;
        decided_at: string | null;
    }[];
};
export type ExportConfirmedDataBody = {
    /** The current password. */
    current_password?: string;
    /** With two-step login: the 6 digits that the authenticator app shows. Each code works once. */
    code?: string;
    /** The answer of a passkey of the account to the options of `getConfirmOptions`, instead of the password and the code. */
    credential?: {
        id: string;
        rawId: string;
        "type": "public-key";
        response: {
            clientDataJSON: string;
            authenticatorData: string;
            signature: string;
            userHandle?: string | null;
        };
    };
    /** The value of “confirmation” that `confirmOwner` returned in this session, instead of the password and the code. */
    confirmation?: string;
};
export type ChangePasswordBody = {
    /** The current password. */
    current_password?: string;
    /** With two-step login: the 6 digits that the authenticator app shows. Each code works once. */
    code?: string;
    /** The answer of a passkey of the account to the options of `getConfirmOptions`, instead of the password and the code. */
    credential?: {
        id: string;
        rawId: string;
        "type": "public-key";
        response: {
            clientDataJSON: string;
            authenticatorData: string;
            signature: string;
            userHandle?: string | null;
        };
    };
    /** The value of “confirmation” that `confirmOwner` returned in this session, instead of the password and the code. */
    confirmation?: string;
    /** Any characters, compared in Unicode NFC. Common passwords and the account’s own email address are rejected. */
    new_password: string;
};
export type ForgotPasswordBody = {
    /** Spaces at both ends are removed. Upper and lower case are treated as the same. */
    email: string;
};
export type ResetPasswordBody = {
    /** Any characters, compared in Unicode NFC. Common passwords and the account’s own email address are rejected. */
    new_password: string;
    /** The value of “token” in the emailed link. */
    token: string;
};
export type ChangeEmailBody = {
    /** The current password. */
    current_password?: string;
    /** With two-step login: the 6 digits that the authenticator app shows. Each code works once. */
    code?: string;
    /** The answer of a passkey of the account to the options of `getConfirmOptions`, instead of the password and the code. */
    credential?: {
        id: string;
        rawId: string;
        "type": "public-key";
        response: {
            clientDataJSON: string;
            authenticatorData: string;
            signature: string;
            userHandle?: string | null;
        };
    };
    /** The value of “confirmation” that `confirmOwner` returned in this session, instead of the password and the code. */
    confirmation?: string;
    /** Spaces at both ends are removed. Upper and lower case are treated as the same. */
    new_email: string;
};
export type ConfirmEmailBody = {
    /** The value of “token” in the emailed link. */
    token: string;
};
export type UndoEmailBody = {
    /** The value of “token” in the emailed link. */
    token: string;
};
export type ContestBody = {
    /** The value of “token” in the emailed link. */
    token: string;
};
export type NotMeBody = {
    /** The value of “token” in the emailed link. */
    token: string;
};
export type ConfirmOwnerBody = {
    /** The current password. */
    current_password?: string;
    /** With two-step login: the 6 digits that the authenticator app shows. Each code works once. */
    code?: string;
    /** The answer of a passkey of the account to the options of `getConfirmOptions`, instead of the password and the code. */
    credential?: {
        id: string;
        rawId: string;
        "type": "public-key";
        response: {
            clientDataJSON: string;
            authenticatorData: string;
            signature: string;
            userHandle?: string | null;
        };
    };
};
export type GetPasskeyOptionsBody = {
    /** The current password. */
    current_password?: string;
    /** With two-step login: the 6 digits that the authenticator app shows. Each code works once. */
    code?: string;
    /** The answer of a passkey of the account to the options of `getConfirmOptions`, instead of the password and the code. */
    credential?: {
        id: string;
        rawId: string;
        "type": "public-key";
        response: {
            clientDataJSON: string;
            authenticatorData: string;
            signature: string;
            userHandle?: string | null;
        };
    };
    /** The value of “confirmation” that `confirmOwner` returned in this session, instead of the password and the code. */
    confirmation?: string;
};
export type AddPasskeyBody = {
    /** The answer of the browser to the options of `getPasskeyOptions`. */
    credential: {
        id: string;
        rawId: string;
        "type": "public-key";
        clientExtensionResults?: {
            credProps?: {
                rk?: boolean;
            };
        };
        response: {
            clientDataJSON: string;
            attestationObject: string;
            transports?: string[];
        };
    };
    /** At most 100 characters. Without it, the passkey is named after the browser and system. */
    name?: string;
};
export type RenamePasskeyBody = {
    /** The ID of the passkey, from `getSecondFactors`. */
    id: string;
    /** At most 100 characters. Spaces at both ends are removed. */
    name: string;
};
export type RemovePasskeyBody = {
    /** The ID of the passkey, from `getSecondFactors`. */
    id: string;
    /** The current password. */
    current_password?: string;
    /** With two-step login: the 6 digits that the authenticator app shows. Each code works once. */
    code?: string;
    /** The answer of a passkey of the account to the options of `getConfirmOptions`, instead of the password and the code. */
    credential?: {
        id: string;
        rawId: string;
        "type": "public-key";
        response: {
            clientDataJSON: string;
            authenticatorData: string;
            signature: string;
            userHandle?: string | null;
        };
    };
    /** The value of “confirmation” that `confirmOwner` returned in this session, instead of the password and the code. */
    confirmation?: string;
};
export type BeginAuthenticatorAppBody = {
    /** The current password. */
    current_password?: string;
    /** With two-step login: the 6 digits that the authenticator app shows. Each code works once. */
    code?: string;
    /** The answer of a passkey of the account to the options of `getConfirmOptions`, instead of the password and the code. */
    credential?: {
        id: string;
        rawId: string;
        "type": "public-key";
        response: {
            clientDataJSON: string;
            authenticatorData: string;
            signature: string;
            userHandle?: string | null;
        };
    };
    /** The value of “confirmation” that `confirmOwner` returned in this session, instead of the password and the code. */
    confirmation?: string;
};
export type RemoveAuthenticatorAppBody = {
    /** The current password. */
    current_password?: string;
    /** With two-step login: the 6 digits that the authenticator app shows. Each code works once. */
    code?: string;
    /** The answer of a passkey of the account to the options of `getConfirmOptions`, instead of the password and the code. */
    credential?: {
        id: string;
        rawId: string;
        "type": "public-key";
        response: {
            clientDataJSON: string;
            authenticatorData: string;
            signature: string;
            userHandle?: string | null;
        };
    };
    /** The value of “confirmation” that `confirmOwner` returned in this session, instead of the password and the code. */
    confirmation?: string;
};
export type FinishAuthenticatorAppBody = {
    /** The 6 digits that the new app shows. */
    code: string;
};
export type MakeRecoveryCodesBody = {
    /** The current password. */
    current_password?: string;
    /** With two-step login: the 6 digits that the authenticator app shows. Each code works once. */
    code?: string;
    /** The answer of a passkey of the account to the options of `getConfirmOptions`, instead of the password and the code. */
    credential?: {
        id: string;
        rawId: string;
        "type": "public-key";
        response: {
            clientDataJSON: string;
            authenticatorData: string;
            signature: string;
            userHandle?: string | null;
        };
    };
    /** The value of “confirmation” that `confirmOwner` returned in this session, instead of the password and the code. */
    confirmation?: string;
};
export type KeepSuspendedFactorBody = {
    /** The ID of the suspended factor, from `getSecondFactors`. */
    id: string;
    /** The current password. */
    current_password?: string;
    /** With two-step login: the 6 digits that the authenticator app shows. Each code works once. */
    code?: string;
    /** The answer of a passkey of the account to the options of `getConfirmOptions`, instead of the password and the code. */
    credential?: {
        id: string;
        rawId: string;
        "type": "public-key";
        response: {
            clientDataJSON: string;
            authenticatorData: string;
            signature: string;
            userHandle?: string | null;
        };
    };
    /** The value of “confirmation” that `confirmOwner` returned in this session, instead of the password and the code. */
    confirmation?: string;
};
export type RemoveSuspendedFactorBody = {
    /** The ID of the suspended factor, from `getSecondFactors`. */
    id: string;
    /** The current password. */
    current_password?: string;
    /** With two-step login: the 6 digits that the authenticator app shows. Each code works once. */
    code?: string;
    /** The answer of a passkey of the account to the options of `getConfirmOptions`, instead of the password and the code. */
    credential?: {
        id: string;
        rawId: string;
        "type": "public-key";
        response: {
            clientDataJSON: string;
            authenticatorData: string;
            signature: string;
            userHandle?: string | null;
        };
    };
    /** The value of “confirmation” that `confirmOwner` returned in this session, instead of the password and the code. */
    confirmation?: string;
};
export type SwitchOnTwoStepBody = {
    /** The current password. */
    current_password?: string;
    /** With two-step login: the 6 digits that the authenticator app shows. Each code works once. */
    code?: string;
    /** The answer of a passkey of the account to the options of `getConfirmOptions`, instead of the password and the code. */
    credential?: {
        id: string;
        rawId: string;
        "type": "public-key";
        response: {
            clientDataJSON: string;
            authenticatorData: string;
            signature: string;
            userHandle?: string | null;
        };
    };
    /** The value of “confirmation” that `confirmOwner` returned in this session, instead of the password and the code. */
    confirmation?: string;
};
export type SwitchOffTwoStepBody = {
    /** The current password. */
    current_password?: string;
    /** With two-step login: the 6 digits that the authenticator app shows. Each code works once. */
    code?: string;
    /** The answer of a passkey of the account to the options of `getConfirmOptions`, instead of the password and the code. */
    credential?: {
        id: string;
        rawId: string;
        "type": "public-key";
        response: {
            clientDataJSON: string;
            authenticatorData: string;
            signature: string;
            userHandle?: string | null;
        };
    };
    /** The value of “confirmation” that `confirmOwner` returned in this session, instead of the password and the code. */
    confirmation?: string;
};
export type IssueTokenBody = {
    audience: string;
};
/**
 * Create an account
 */
export function register(registerBody: RegisterBody, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 201;
        data: {
            message: string;
            user: User;
        };
    } | {
        status: 202;
        data: {
            message: string;
        };
    } | {
        status: 400;
        data: ProblemDetails & {
            code?: "malformed-request" | "malformed-json" | "secret-in-url";
        };
    } | {
        status: 403;
        data: ProblemDetails & {
            code?: "registration-closed" | "cross-site";
        };
    } | {
        status: 409;
        data: ProblemDetails & {
            code?: "account-exists";
        };
    } | {
        status: 413;
        data: ProblemDetails & {
            code?: "too-large";
        };
    } | {
        status: 415;
        data: ProblemDetails & {
            code?: "not-json" | "encoded-body";
        };
    } | {
        status: 422;
        data: ProblemDetails & {
            code?: "invalid-input";
        };
    } | {
        status: 429;
        data: ProblemDetails & {
            code?: "too-many-requests";
        };
    } | {
        status: 500;
        data: ProblemDetails & {
            code?: "unexpected";
            /** The ID under which the operator finds this error in the log. */
            request_id?: string;
        };
    } | {
        status: 503;
        data: ProblemDetails & {
            code?: "unavailable";
        };
    }>("/api/register", oazapfts.json({
        ...opts,
        method: "POST",
        body: registerBody
    }));
}
/**
 * Verify the email address
 */
export function verifyEmail(verifyEmailBody: VerifyEmailBody, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            message: string;
        };
    } | {
        status: 400;
        data: ProblemDetails & {
            code?: "malformed-request" | "malformed-json" | "secret-in-url" | "link-expired" | "link-used" | "link-replaced" | "link-invalid";
        };
    } | {
        status: 403;
        data: ProblemDetails & {
            code?: "registration-closed" | "cross-site";
        };
    } | {
        status: 409;
        data: ProblemDetails & {
            code?: "account-exists";
        };
    } | {
        status: 413;
        data: ProblemDetails & {
            code?: "too-large";
        };
    } | {
        status: 415;
        data: ProblemDetails & {
            code?: "not-json" | "encoded-body";
        };
    } | {
        status: 422;
        data: ProblemDetails & {
            code?: "invalid-input";
        };
    } | {
        status: 429;
        data: ProblemDetails & {
            code?: "too-many-requests";
        };
    } | {
        status: 500;
        data: ProblemDetails & {
            code?: "unexpected";
            /** The ID under which the operator finds this error in the log. */
            request_id?: string;
        };
    } | {
        status: 503;
        data: ProblemDetails & {
            code?: "unavailable";
        };
    }>("/api/verify-email", oazapfts.json({
        ...opts,
        method: "POST",
        body: verifyEmailBody
    }));
}
/**
 * Resend the verification email
 */
export function resendVerification(opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 202;
        data: {
            message: string;
        };
    } | {
        status: 400;
        data: ProblemDetails & {
            code?: "malformed-request" | "secret-in-url";
        };
    } | {
        status: 401;
        data: ProblemDetails & {
            code?: "unauthenticated";
        };
    } | {
        status: 403;
        data: ProblemDetails & {
            code?: "cross-site";
        };
    } | {
        status: 415;
        data: ProblemDetails & {
            code?: "encoded-body";
        };
    } | {
        status: 429;
        data: ProblemDetails & {
            code?: "too-many-requests";
        };
    } | {
        status: 500;
        data: ProblemDetails & {
            code?: "unexpected";
            /** The ID under which the operator finds this error in the log. */
            request_id?: string;
        };
    } | {
        status: 503;
        data: ProblemDetails & {
            code?: "unavailable";
        };
    }>("/api/resend-verification", {
        ...opts,
        method: "POST"
    });
}
/**
 * Log in
 */
export function login(loginBody: LoginBody, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            message: string;
            access_token: string;
            token_type: "Bearer";
            expires_in: number;
            user: User;
        };
    } | {
        status: 400;
        data: ProblemDetails & {
            code?: "malformed-request" | "malformed-json" | "secret-in-url";
        };
    } | {
        status: 401;
        data: ProblemDetails & {
            code?: "invalid-credentials";
        };
    } | {
        status: 403;
        data: ProblemDetails & {
            code?: "second-step-required" | "cross-site";
            /** Names this login at POST /api/login/second-step. It is no access token and is accepted nowhere else. */
            login_token?: string;
            /** For how many seconds the login waits for its second step. */
            expires_in?: number;
            /** How the account owner can do it now. */
            methods?: ("authenticator-app" | "passkey" | "recovery-code")[];
        };
    } | {
        status: 413;
        data: ProblemDetails & {
            code?: "too-large";
        };
    } | {
        status: 415;
        data: ProblemDetails & {
            code?: "not-json" | "encoded-body";
        };
    } | {
        status: 422;
        data: ProblemDetails & {
            code?: "invalid-input";
        };
    } | {
        status: 429;
        data: ProblemDetails & {
            code?: "too-many-requests";
        };
    } | {
        status: 500;
        data: ProblemDetails & {
            code?: "unexpected";
            /** The ID under which the operator finds this error in the log. */
            request_id?: string;
        };
    } | {
        status: 503;
        data: ProblemDetails & {
            code?: "unavailable";
        };
    }>("/api/login", oazapfts.json({
        ...opts,
        method: "POST",
        body: loginBody
    }));
}
/**
 * Finish a login with a second step
 */
export function secondStep(secondStepBody: SecondStepBody, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            message: string;
            access_token: string;
            token_type: "Bearer";
            expires_in: number;
            user: User;
            recovery_codes_left?: number;
        };
    } | {
        status: 400;
        data: ProblemDetails & {
            code?: "malformed-request" | "malformed-json" | "secret-in-url" | "login-expired";
        };
    } | {
        status: 403;
        data: ProblemDetails & {
            code?: "wrong-code" | "passkey-refused" | "passkey-unknown" | "passkey-removed" | "cross-site";
            /** How many codes this login still accepts. Only for a login. */
            attempts_left?: number;
        };
    } | {
        status: 413;
        data: ProblemDetails & {
            code?: "too-large";
        };
    } | {
        status: 415;
        data: ProblemDetails & {
            code?: "not-json" | "encoded-body";
        };
    } | {
        status: 422;
        data: ProblemDetails & {
            code?: "invalid-input";
        };
    } | {
        status: 429;
        data: ProblemDetails & {
            code?: "too-many-requests";
        };
    } | {
        status: 500;
        data: ProblemDetails & {
            code?: "unexpected";
            /** The ID under which the operator finds this error in the log. */
            request_id?: string;
        };
    } | {
        status: 503;
        data: ProblemDetails & {
            code?: "unavailable";
        };
    }>("/api/login/second-step", oazapfts.json({
        ...opts,
        method: "POST",
        body: secondStepBody
    }));
}
/**
 * Cancel a login
 */
export function cancelLogin(cancelLoginBody: CancelLoginBody, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 204;
    } | {
        status: 400;
        data: ProblemDetails & {
            code?: "malformed-request" | "malformed-json" | "secret-in-url";
        };
    } | {
        status: 403;
        data: ProblemDetails & {
            code?: "cross-site";
        };
    } | {
        status: 413;
        data: ProblemDetails & {
            code?: "too-large";
        };
    } | {
        status: 415;
        data: ProblemDetails & {
            code?: "not-json" | "encoded-body";
        };
    } | {
        status: 422;
        data: ProblemDetails & {
            code?: "invalid-input";
        };
    } | {
        status: 500;
        data: ProblemDetails & {
            code?: "unexpected";
            /** The ID under which the operator finds this error in the log. */
            request_id?: string;
        };
    } | {
        status: 503;
        data: ProblemDetails & {
            code?: "unavailable";
        };
    }>("/api/login/second-step", oazapfts.json({
        ...opts,
        method: "DELETE",
        body: cancelLoginBody
    }));
}
/**
 * Get options for a second step with a passkey
 */
export function getSecondStepOptions(getSecondStepOptionsBody: GetSecondStepOptionsBody, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            options: {
                challenge: string;
                rpId: string;
                timeout: number;
                userVerification: string;
                allowCredentials?: {
                    "type": string;
                    id: string;
                    transports: string[];
                }[];
            };
        };
    } | {
        status: 400;
        data: ProblemDetails & {
            code?: "malformed-request" | "malformed-json" | "secret-in-url" | "login-expired";
        };
    } | {
        status: 403;
        data: ProblemDetails & {
            code?: "cross-site";
        };
    } | {
        status: 409;
        data: ProblemDetails & {
            code?: "passkeys-unavailable";
        };
    } | {
        status: 413;
        data: ProblemDetails & {
            code?: "too-large";
        };
    } | {
        status: 415;
        data: ProblemDetails & {
            code?: "not-json" | "encoded-body";
        };
    } | {
        status: 422;
        data: ProblemDetails & {
            code?: "invalid-input";
        };
    } | {
        status: 500;
        data: ProblemDetails & {
            code?: "unexpected";
            /** The ID under which the operator finds this error in the log. */
            request_id?: string;
        };
    } | {
        status: 503;
        data: ProblemDetails & {
            code?: "unavailable";
        };
    }>("/api/login/second-step/options", oazapfts.json({
        ...opts,
        method: "POST",
        body: getSecondStepOptionsBody
    }));
}
/**
 * Get options for a login with a passkey
 */
export function getLoginOptions(opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            options: {
                challenge: string;
                rpId: string;
                timeout: number;
                userVerification: string;
                allowCredentials?: {
                    "type": string;
                    id: string;
                    transports: string[];
                }[];
            };
        };
    } | {
        status: 400;
        data: ProblemDetails & {
            code?: "malformed-request" | "secret-in-url";
        };
    } | {
        status: 403;
        data: ProblemDetails & {
            code?: "cross-site";
        };
    } | {
        status: 409;
        data: ProblemDetails & {
            code?: "passkeys-unavailable";
        };
    } | {
        status: 415;
        data: ProblemDetails & {
            code?: "encoded-body";
        };
    } | {
        status: 500;
        data: ProblemDetails & {
            code?: "unexpected";
            /** The ID under which the operator finds this error in the log. */
            request_id?: string;
        };
    } | {
        status: 503;
        data: ProblemDetails & {
            code?: "unavailable";
        };
    }>("/api/login/passkey/options", {
        ...opts,
        method: "POST"
    });
}
/**
 * Log in with a passkey
 */
export function passkeyLogin(passkeyLoginBody: PasskeyLoginBody, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            message: string;
            access_token: string;
            token_type: "Bearer";
            expires_in: number;
            user: User;
        };
    } | {
        status: 400;
        data: ProblemDetails & {
            code?: "malformed-request" | "malformed-json" | "secret-in-url";
        };
    } | {
        status: 403;
        data: ProblemDetails & {
            code?: "passkey-refused" | "passkey-unknown" | "passkey-removed" | "cross-site";
        };
    } | {
        status: 409;
        data: ProblemDetails & {
            code?: "passkeys-unavailable";
        };
    } | {
        status: 413;
        data: ProblemDetails & {
            code?: "too-large";
        };
    } | {
        status: 415;
        data: ProblemDetails & {
            code?: "not-json" | "encoded-body";
        };
    } | {
        status: 422;
        data: ProblemDetails & {
            code?: "invalid-input";
        };
    } | {
        status: 429;
        data: ProblemDetails & {
            code?: "too-many-requests";
        };
    } | {
        status: 500;
        data: ProblemDetails & {
            code?: "unexpected";
            /** The ID under which the operator finds this error in the log. */
            request_id?: string;
        };
    } | {
        status: 503;
        data: ProblemDetails & {
            code?: "unavailable";
        };
    }>("/api/login/passkey", oazapfts.json({
        ...opts,
        method: "POST",
        body: passkeyLoginBody
    }));
}
/**
 * List sessions
 */
export function listSessions(opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            sessions: Session[];
        };
    } | {
        status: 400;
        data: ProblemDetails & {
            code?: "malformed-request" | "secret-in-url";
        };
    } | {
        status: 401;
        data: ProblemDetails & {
            code?: "unauthenticated";
        };
    } | {
        status: 500;
        data: ProblemDetails & {
            code?: "unexpected";
            /** The ID under which the operator finds this error in the log. */
            request_id?: string;
        };
    } | {
        status: 503;
        data: ProblemDetails & {
            code?: "unavailable";
        };
    }>("/api/sessions", {
        ...opts
    });
}
/**
 * End all other sessions
 */
export function revokeOtherSessions(opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 204;
    } | {
        status: 400;
        data: ProblemDetails & {
            code?: "malformed-request" | "secret-in-url";
        };
    } | {
        status: 401;
        data: ProblemDetails & {
            code?: "unauthenticated";
        };
    } | {
        status: 403;
        data: ProblemDetails & {
            code?: "cross-site";
        };
    } | {
        status: 415;
        data: ProblemDetails & {
            code?: "encoded-body";
        };
    } | {
        status: 500;
        data: ProblemDetails & {
            code?: "unexpected";
            /** The ID under which the operator finds this error in the log. */
            request_id?: string;
        };
    } | {
        status: 503;
        data: ProblemDetails & {
            code?: "unavailable";
        };
    }>("/api/sessions", {
        ...opts,
        method: "DELETE"
    });
}
/**
 * End a session
 */
export function revokeSession(id: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 204;
    } | {
        status: 400;
        data: ProblemDetails & {
            code?: "malformed-request" | "secret-in-url";
        };
    } | {
        status: 401;
        data: ProblemDetails & {
            code?: "unauthenticated";
        };
    } | {
        status: 403;
        data: ProblemDetails & {
            code?: "cross-site";
        };
    } | {
        status: 404;
        data: ProblemDetails & {
            code?: "not-found";
        };
    } | {
        status: 415;
        data: ProblemDetails & {
            code?: "encoded-body";
        };
    } | {
        status: 500;
        data: ProblemDetails & {
            code?: "unexpected";
            /** The ID under which the operator finds this error in the log. */
            request_id?: string;
        };
    } | {
        status: 503;
        data: ProblemDetails & {
            code?: "unavailable";
        };
    }>(`/api/sessions/${encodeURIComponent(id)}`, {
        ...opts,
        method: "DELETE"
    });
}
/**
 * Log out
 */
export function logout(opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 204;
    } | {
        status: 400;
        data: ProblemDetails & {
            code?: "malformed-request" | "secret-in-url";
        };
    } | {
        status: 401;
        data: ProblemDetails & {
            code?: "unauthenticated";
        };
    } | {
        status: 403;
        data: ProblemDetails & {
            code?: "cross-site";
        };
    } | {
        status: 415;
        data: ProblemDetails & {
            code?: "encoded-body";
        };
    } | {
        status: 500;
        data: ProblemDetails & {
            code?: "unexpected";
            /** The ID under which the operator finds this error in the log. */
            request_id?: string;
        };
    } | {
        status: 503;
        data: ProblemDetails & {
            code?: "unavailable";
        };
    }>("/api/logout", {
        ...opts,
        method: "POST"
    });
}
/**
 * Get the logged-in user
 */
export function whoAmI(opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            user: User;
        };
    } | {
        status: 400;
        data: ProblemDetails & {
            code?: "malformed-request" | "secret-in-url";
        };
    } | {
        status: 401;
        data: ProblemDetails & {
            code?: "unauthenticated";
        };
    } | {
        status: 500;
        data: ProblemDetails & {
            code?: "unexpected";
            /** The ID under which the operator finds this error in the log. */
            request_id?: string;
        };
    } | {
        status: 503;
        data: ProblemDetails & {
            code?: "unavailable";
        };
    }>("/api/me", {
        ...opts
    });
}
/**
 * Update the profile
 */
export function updateProfile(updateProfileBody: UpdateProfileBody, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            user: User;
        };
    } | {
        status: 400;
        data: ProblemDetails & {
            code?: "malformed-request" | "malformed-json" | "secret-in-url";
        };
    } | {
        status: 401;
        data: ProblemDetails & {
            code?: "unauthenticated";
        };
    } | {
        status: 403;
        data: ProblemDetails & {
            code?: "second-factor-setup-required" | "cross-site";
        };
    } | {
        status: 409;
        data: ProblemDetails & {
            code?: "account-exists";
        };
    } | {
        status: 413;
        data: ProblemDetails & {
            code?: "too-large";
        };
    } | {
        status: 415;
        data: ProblemDetails & {
            code?: "not-json" | "encoded-body";
        };
    } | {
        status: 422;
        data: ProblemDetails & {
            code?: "invalid-input";
        };
    } | {
        status: 429;
        data: ProblemDetails & {
            code?: "too-many-requests";
        };
    } | {
        status: 500;
        data: ProblemDetails & {
            code?: "unexpected";
            /** The ID under which the operator finds this error in the log. */
            request_id?: string;
        };
    } | {
        status: 503;
        data: ProblemDetails & {
            code?: "unavailable";
        };
    }>("/api/me", oazapfts.json({
        ...opts,
        method: "PATCH",
        body: updateProfileBody
    }));
}
/**
 * Delete the account
 */
export function deleteAccount(deleteAccountBody: DeleteAccountBody, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 202;
        data: {
            message: string;
            deleted_at: string;
        };
    } | {
        status: 400;
        data: ProblemDetails & {
            code?: "malformed-request" | "malformed-json" | "secret-in-url";
        };
    } | {
        status: 401;
        data: ProblemDetails & {
            code?: "unauthenticated";
        };
    } | {
        status: 403;
        data: ProblemDetails & {
            code?: "wrong-password" | "wrong-code" | "passkey-refused" | "passkey-unknown" | "passkey-removed" | "second-factor-setup-required" | "confirmation-required" | "staff-account" | "cross-site";
            /** How many codes this login still accepts. Only for a login. */
            attempts_left?: number;
            /** How the account owner can do it now. */
            methods?: ("authenticator-app" | "passkey" | "recovery-code")[];
        };
    } | {
        status: 413;
        data: ProblemDetails & {
            code?: "too-large";
        };
    } | {
        status: 415;
        data: ProblemDetails & {
            code?: "not-json" | "encoded-body";
        };
    } | {
        status: 422;
        data: ProblemDetails & {
            code?: "invalid-input";
        };
    } | {
        status: 429;
        data: ProblemDetails & {
            code?: "too-many-requests";
        };
    } | {
        status: 500;
        data: ProblemDetails & {
            code?: "unexpected";
            /** The ID under which the operator finds this error in the log. */
            request_id?: string;
        };
    } | {
        status: 503;
        data: ProblemDetails & {
            code?: "unavailable";
        };
    }>("/api/me", oazapfts.json({
        ...opts,
        method: "DELETE",
        body: deleteAccountBody
    }));
}
/**
 * List account activity
 */
export function listActivity({ before }: {
    before?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            events: Event[];
            next: string | null;
        };
    } | {
        status: 400;
        data: ProblemDetails & {
            code?: "malformed-request" | "secret-in-url";
        };
    } | {
        status: 401;
        data: ProblemDetails & {
            code?: "unauthenticated";
        };
    } | {
        status: 403;
        data: ProblemDetails & {
            code?: "second-factor-setup-required";
        };
    } | {
        status: 422;
        data: ProblemDetails & {
            code?: "invalid-input";
        };
    } | {
        status: 500;
        data: ProblemDetails & {
            code?: "unexpected";
            /** The ID under which the operator finds this error in the log. */
            request_id?: string;
        };
    } | {
        status: 503;
        data: ProblemDetails & {
            code?: "unavailable";
        };
    }>(`/api/activity${QS.query(QS.explode({
        before
    }))}`, {
        ...opts
    });
}
/**
 * Download your data
 */
export function exportData(opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: AccountExport;
    } | {
        status: 400;
        data: ProblemDetails & {
            code?: "malformed-request" | "secret-in-url";
        };
    } | {
        status: 401;
        data: ProblemDetails & {
            code?: "unauthenticated";
        };
    } | {
        status: 403;
        data: ProblemDetails & {
            code?: "second-factor-setup-required" | "confirmation-required";
            /** How the account owner can do it now. */
            methods?: ("authenticator-app" | "passkey" | "recovery-code")[];
        };
    } | {
        status: 429;
        data: ProblemDetails & {
            code?: "too-many-requests";
        };
    } | {
        status: 500;
        data: ProblemDetails & {
            code?: "unexpected";
            /** The ID under which the operator finds this error in the log. */
            request_id?: string;
        };
    } | {
        status: 503;
        data: ProblemDetails & {
            code?: "unavailable";
        };
    }>("/api/me/export", {
        ...opts
    });
}
/**
 * Download your data after confirming
 */
export function exportConfirmedData(exportConfirmedDataBody: ExportConfirmedDataBody, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: AccountExport;
    } | {
        status: 400;
        data: ProblemDetails & {
            code?: "malformed-request" | "malformed-json" | "secret-in-url";
        };
    } | {
        status: 401;
        data: ProblemDetails & {
            code?: "unauthenticated";
        };
    } | {
        status: 403;
        data: ProblemDetails & {
            code?: "wrong-password" | "wrong-code" | "passkey-refused" | "passkey-unknown" | "passkey-removed" | "second-factor-setup-required" | "confirmation-required" | "cross-site";
            /** How many codes this login still accepts. Only for a login. */
            attempts_left?: number;
            /** How the account owner can do it now. */
            methods?: ("authenticator-app" | "passkey" | "recovery-code")[];
        };
    } | {
        status: 413;
        data: ProblemDetails & {
            code?: "too-large";
        };
    } | {
        status: 415;
        data: ProblemDetails & {
            code?: "not-json" | "encoded-body";
        };
    } | {
        status: 422;
        data: ProblemDetails & {
            code?: "invalid-input";
        };
    } | {
        status: 429;
        data: ProblemDetails & {
            code?: "too-many-requests";
        };
    } | {
        status: 500;
        data: ProblemDetails & {
            code?: "unexpected";
            /** The ID under which the operator finds this error in the log. */
            request_id?: string;
        };
    } | {
        status: 503;
        data: ProblemDetails & {
            code?: "unavailable";
        };
    }>("/api/me/export", oazapfts.json({
        ...opts,
        method: "POST",
        body: exportConfirmedDataBody
    }));
}
/**
 * Change the password
 */
export function changePassword(changePasswordBody: ChangePasswordBody, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            message: string;
        };
    } | {
        status: 400;
        data: ProblemDetails & {
            code?: "malformed-request" | "malformed-json" | "secret-in-url";
        };
    } | {
        status: 401;
        data: ProblemDetails & {
            code?: "unauthenticated";
        };
    } | {
        status: 403;
        data: ProblemDetails & {
            code?: "wrong-password" | "wrong-code" | "passkey-refused" | "passkey-unknown" | "passkey-removed" | "second-factor-setup-required" | "confirmation-required" | "cross-site";
            /** How many codes this login still accepts. Only for a login. */
            attempts_left?: number;
            /** How the account owner can do it now. */
            methods?: ("authenticator-app" | "passkey" | "recovery-code")[];
        };
    } | {
        status: 413;
        data: ProblemDetails & {
            code?: "too-large";
        };
    } | {
        status: 415;
        data: ProblemDetails & {
            code?: "not-json" | "encoded-body";
        };
    } | {
        status: 422;
        data: ProblemDetails & {
            code?: "invalid-input";
        };
    } | {
        status: 429;
        data: ProblemDetails & {
            code?: "too-many-requests";
        };
    } | {
        status: 500;
        data: ProblemDetails & {
            code?: "unexpected";
            /** The ID under which the operator finds this error in the log. */
            request_id?: string;
        };
    } | {
        status: 503;
        data: ProblemDetails & {
            code?: "unavailable";
        };
    }>("/api/change-password", oazapfts.json({
        ...opts,
        method: "POST",
        body: changePasswordBody
    }));
}
/**
 * Request a password reset link
 */
export function forgotPassword(forgotPasswordBody: ForgotPasswordBody, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 202;
        data: {
            message: string;
        };
    } | {
        status: 400;
        data: ProblemDetails & {
            code?: "malformed-request" | "malformed-json" | "secret-in-url";
        };
    } | {
        status: 403;
        data: ProblemDetails & {
            code?: "cross-site";
        };
    } | {
        status: 413;
        data: ProblemDetails & {
            code?: "too-large";
        };
    } | {
        status: 415;
        data: ProblemDetails & {
            code?: "not-json" | "encoded-body";
        };
    } | {
        status: 422;
        data: ProblemDetails & {
            code?: "invalid-input";
        };
    } | {
        status: 500;
        data: ProblemDetails & {
            code?: "unexpected";
            /** The ID under which the operator finds this error in the log. */
            request_id?: string;
        };
    } | {
        status: 503;
        data: ProblemDetails & {
            code?: "unavailable";
        };
    }>("/api/forgot-password", oazapfts.json({
        ...opts,
        method: "POST",
        body: forgotPasswordBody
    }));
}
/**
 * Reset the password with an emailed link
 */
export function resetPassword(resetPasswordBody: ResetPasswordBody, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            message: string;
        };
    } | {
        status: 400;
        data: ProblemDetails & {
            code?: "malformed-request" | "malformed-json" | "secret-in-url" | "link-expired" | "link-used" | "link-replaced" | "link-invalid";
        };
    } | {
        status: 403;
        data: ProblemDetails & {
            code?: "cross-site";
        };
    } | {
        status: 413;
        data: ProblemDetails & {
            code?: "too-large";
        };
    } | {
        status: 415;
        data: ProblemDetails & {
            code?: "not-json" | "encoded-body";
        };
    } | {
        status: 422;
        data: ProblemDetails & {
            code?: "invalid-input";
        };
    } | {
        status: 429;
        data: ProblemDetails & {
            code?: "too-many-requests";
        };
    } | {
        status: 500;
        data: ProblemDetails & {
            code?: "unexpected";
            /** The ID under which the operator finds this error in the log. */
            request_id?: string;
        };
    } | {
        status: 503;
        data: ProblemDetails & {
            code?: "unavailable";
        };
    }>("/api/reset-password", oazapfts.json({
        ...opts,
        method: "POST",
        body: resetPasswordBody
    }));
}
/**
 * Request an email change
 */
export function changeEmail(changeEmailBody: ChangeEmailBody, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 202;
        data: {
            message: string;
        };
    } | {
        status: 400;
        data: ProblemDetails & {
            code?: "malformed-request" | "malformed-json" | "secret-in-url";
        };
    } | {
        status: 401;
        data: ProblemDetails & {
            code?: "unauthenticated";
        };
    } | {
        status: 403;
        data: ProblemDetails & {
            code?: "wrong-password" | "wrong-code" | "passkey-refused" | "passkey-unknown" | "passkey-removed" | "confirmation-required" | "cross-site";
            /** How many codes this login still accepts. Only for a login. */
            attempts_left?: number;
            /** How the account owner can do it now. */
            methods?: ("authenticator-app" | "passkey" | "recovery-code")[];
        };
    } | {
        status: 413;
        data: ProblemDetails & {
            code?: "too-large";
        };
    } | {
        status: 415;
        data: ProblemDetails & {
            code?: "not-json" | "encoded-body";
        };
    } | {
        status: 422;
        data: ProblemDetails & {
            code?: "invalid-input";
        };
    } | {
        status: 429;
        data: ProblemDetails & {
            code?: "too-many-requests";
        };
    } | {
        status: 500;
        data: ProblemDetails & {
            code?: "unexpected";
            /** The ID under which the operator finds this error in the log. */
            request_id?: string;
        };
    } | {
        status: 503;
        data: ProblemDetails & {
            code?: "unavailable";
        };
    }>("/api/change-email", oazapfts.json({
        ...opts,
        method: "POST",
        body: changeEmailBody
    }));
}
/**
 * Verify the new email address
 */
export function confirmEmail(confirmEmailBody: ConfirmEmailBody, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            message: string;
        };
    } | {
        status: 400;
        data: ProblemDetails & {
            code?: "malformed-request" | "malformed-json" | "secret-in-url" | "link-expired" | "link-used" | "link-replaced" | "link-invalid";
        };
    } | {
        status: 403;
        data: ProblemDetails & {
            code?: "cross-site";
        };
    } | {
        status: 409;
        data: ProblemDetails & {
            code?: "account-exists";
        };
    } | {
        status: 413;
        data: ProblemDetails & {
            code?: "too-large";
        };
    } | {
        status: 415;
        data: ProblemDetails & {
            code?: "not-json" | "encoded-body";
        };
    } | {
        status: 422;
        data: ProblemDetails & {
            code?: "invalid-input";
        };
    } | {
        status: 429;
        data: ProblemDetails & {
            code?: "too-many-requests";
        };
    } | {
        status: 500;
        data: ProblemDetails & {
            code?: "unexpected";
            /** The ID under which the operator finds this error in the log. */
            request_id?: string;
        };
    } | {
        status: 503;
        data: ProblemDetails & {
            code?: "unavailable";
        };
    }>("/api/confirm-email", oazapfts.json({
        ...opts,
        method: "POST",
        body: confirmEmailBody
    }));
}
/**
 * Undo an email change
 */
export function undoEmail(undoEmailBody: UndoEmailBody, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            message: string;
        };
    } | {
        status: 400;
        data: ProblemDetails & {
            code?: "malformed-request" | "malformed-json" | "secret-in-url" | "link-expired" | "link-used" | "link-replaced" | "link-invalid";
        };
    } | {
        status: 403;
        data: ProblemDetails & {
            code?: "cross-site";
        };
    } | {
        status: 409;
        data: ProblemDetails & {
            code?: "account-exists";
        };
    } | {
        status: 413;
        data: ProblemDetails & {
            code?: "too-large";
        };
    } | {
        status: 415;
        data: ProblemDetails & {
            code?: "not-json" | "encoded-body";
        };
    } | {
        status: 422;
        data: ProblemDetails & {
            code?: "invalid-input";
        };
    } | {
        status: 429;
        data: ProblemDetails & {
            code?: "too-many-requests";
        };
    } | {
        status: 500;
        data: ProblemDetails & {
            code?: "unexpected";
            /** The ID under which the operator finds this error in the log. */
            request_id?: string;
        };
    } | {
        status: 503;
        data: ProblemDetails & {
            code?: "unavailable";
        };
    }>("/api/undo-email", oazapfts.json({
        ...opts,
        method: "POST",
        body: undoEmailBody
    }));
}
/**
 * Contest a restored email address
 */
export function contest(contestBody: ContestBody, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            message: string;
        };
    } | {
        status: 400;
        data: ProblemDetails & {
            code?: "malformed-request" | "malformed-json" | "secret-in-url" | "link-expired" | "link-used" | "link-replaced" | "link-invalid";
        };
    } | {
        status: 403;
        data: ProblemDetails & {
            code?: "cross-site";
        };
    } | {
        status: 413;
        data: ProblemDetails & {
            code?: "too-large";
        };
    } | {
        status: 415;
        data: ProblemDetails & {
            code?: "not-json" | "encoded-body";
        };
    } | {
        status: 422;
        data: ProblemDetails & {
            code?: "invalid-input";
        };
    } | {
        status: 429;
        data: ProblemDetails & {
            code?: "too-many-requests";
        };
    } | {
        status: 500;
        data: ProblemDetails & {
            code?: "unexpected";
            /** The ID under which the operator finds this error in the log. */
            request_id?: string;
        };
    } | {
        status: 503;
        data: ProblemDetails & {
            code?: "unavailable";
        };
    }>("/api/contest", oazapfts.json({
        ...opts,
        method: "POST",
        body: contestBody
    }));
}
/**
 * Secure the account (“this wasn’t me”)
 */
export function notMe(notMeBody: NotMeBody, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            message: string;
        };
    } | {
        status: 400;
        data: ProblemDetails & {
            code?: "malformed-request" | "malformed-json" | "secret-in-url" | "link-expired" | "link-used" | "link-replaced" | "link-invalid";
        };
    } | {
        status: 403;
        data: ProblemDetails & {
            code?: "cross-site";
        };
    } | {
        status: 409;
        data: ProblemDetails & {
            code?: "account-exists";
        };
    } | {
        status: 413;
        data: ProblemDetails & {
            code?: "too-large";
        };
    } | {
        status: 415;
        data: ProblemDetails & {
            code?: "not-json" | "encoded-body";
        };
    } | {
        status: 422;
        data: ProblemDetails & {
            code?: "invalid-input";
        };
    } | {
        status: 429;
        data: ProblemDetails & {
            code?: "too-many-requests";
        };
    } | {
        status: 500;
        data: ProblemDetails & {
            code?: "unexpected";
            /** The ID under which the operator finds this error in the log. */
            request_id?: string;
        };
    } | {
        status: 503;
        data: ProblemDetails & {
            code?: "unavailable";
        };
    }>("/api/not-me", oazapfts.json({
        ...opts,
        method: "POST",
        body: notMeBody
    }));
}
/**
 * Confirm that it’s you
 */
export function confirmOwner(confirmOwnerBody: ConfirmOwnerBody, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            confirmation: string;
            expires_in: number;
        };
    } | {
        status: 400;
        data: ProblemDetails & {
            code?: "malformed-request" | "malformed-json" | "secret-in-url";
        };
    } | {
        status: 401;
        data: ProblemDetails & {
            code?: "unauthenticated";
        };
    } | {
        status: 403;
        data: ProblemDetails & {
            code?: "wrong-password" | "wrong-code" | "passkey-refused" | "passkey-unknown" | "passkey-removed" | "confirmation-required" | "cross-site";
            /** How many codes this login still accepts. Only for a login. */
            attempts_left?: number;
            /** How the account owner can do it now. */
            methods?: ("authenticator-app" | "passkey" | "recovery-code")[];
        };
    } | {
        status: 413;
        data: ProblemDetails & {
            code?: "too-large";
        };
    } | {
        status: 415;
        data: ProblemDetails & {
            code?: "not-json" | "encoded-body";
        };
    } | {
        status: 422;
        data: ProblemDetails & {
            code?: "invalid-input";
        };
    } | {
        status: 429;
        data: ProblemDetails & {
            code?: "too-many-requests";
        };
    } | {
        status: 500;
        data: ProblemDetails & {
            code?: "unexpected";
            /** The ID under which the operator finds this error in the log. */
            request_id?: string;
        };
    } | {
        status: 503;
        data: ProblemDetails & {
            code?: "unavailable";
        };
    }>("/api/confirm", oazapfts.json({
        ...opts,
        method: "POST",
        body: confirmOwnerBody
    }));
}
/**
 * Get the options for confirming with a passkey
 */
export function getConfirmOptions(opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            options: {
                challenge: string;
                rpId: string;
                timeout: number;
                userVerification: string;
                allowCredentials?: {
                    "type": string;
                    id: string;
                    transports: string[];
                }[];
            };
        };
    } | {
        status: 400;
        data: ProblemDetails & {
            code?: "malformed-request" | "secret-in-url";
        };
    } | {
        status: 401;
        data: ProblemDetails & {
            code?: "unauthenticated";
        };
    } | {
        status: 403;
        data: ProblemDetails & {
            code?: "cross-site";
        };
    } | {
        status: 409;
        data: ProblemDetails & {
            code?: "passkeys-unavailable";
        };
    } | {
        status: 415;
        data: ProblemDetails & {
            code?: "encoded-body";
        };
    } | {
        status: 500;
        data: ProblemDetails & {
            code?: "unexpected";
            /** The ID under which the operator finds this error in the log. */
            request_id?: string;
        };
    } | {
        status: 503;
        data: ProblemDetails & {
            code?: "unavailable";
        };
    }>("/api/confirm/options", {
        ...opts,
        method: "POST"
    });
}
/**
 * Get the options for a new passkey
 */
export function getPasskeyOptions(getPasskeyOptionsBody: GetPasskeyOptionsBody, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            options: {
                challenge: string;
                rp: {
                    id: string;
                    name: string;
                };
                user: {
                    id: string;
                    name: string;
                    displayName: string;
                };
                pubKeyCredParams: {
                    "type": string;
                    alg: number;
                }[];
                timeout: number;
                attestation: string;
                excludeCredentials: {
                    "type": string;
                    id: string;
                    transports: string[];
                }[];
                authenticatorSelection: {
                    residentKey: string;
                    requireResidentKey: boolean;
                    userVerification: string;
                };
                extensions: {
                    credProps: boolean;
                };
            };
        };
    } | {
        status: 400;
        data: ProblemDetails & {
            code?: "malformed-request" | "malformed-json" | "secret-in-url";
        };
    } | {
        status: 401;
        data: ProblemDetails & {
            code?: "unauthenticated";
        };
    } | {
        status: 403;
        data: ProblemDetails & {
            code?: "wrong-password" | "wrong-code" | "passkey-refused" | "passkey-unknown" | "passkey-removed" | "confirmation-required" | "email-unverified" | "cross-site";
            /** How many codes this login still accepts. Only for a login. */
            attempts_left?: number;
            /** How the account owner can do it now. */
            methods?: ("authenticator-app" | "passkey" | "recovery-code")[];
        };
    } | {
        status: 409;
        data: ProblemDetails & {
            code?: "too-many-passkeys" | "passkeys-unavailable";
        };
    } | {
        status: 413;
        data: ProblemDetails & {
            code?: "too-large";
        };
    } | {
        status: 415;
        data: ProblemDetails & {
            code?: "not-json" | "encoded-body";
        };
    } | {
        status: 422;
        data: ProblemDetails & {
            code?: "invalid-input";
        };
    } | {
        status: 429;
        data: ProblemDetails & {
            code?: "too-many-requests";
        };
    } | {
        status: 500;
        data: ProblemDetails & {
            code?: "unexpected";
            /** The ID under which the operator finds this error in the log. */
            request_id?: string;
        };
    } | {
        status: 503;
        data: ProblemDetails & {
            code?: "unavailable";
        };
    }>("/api/passkeys/options", oazapfts.json({
        ...opts,
        method: "POST",
        body: getPasskeyOptionsBody
    }));
}
/**
 * Add a passkey
 */
export function addPasskey(addPasskeyBody: AddPasskeyBody, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 201;
        data: {
            passkey: Passkey;
        };
    } | {
        status: 400;
        data: ProblemDetails & {
            code?: "malformed-request" | "malformed-json" | "secret-in-url";
        };
    } | {
        status: 401;
        data: ProblemDetails & {
            code?: "unauthenticated";
        };
    } | {
        status: 403;
        data: ProblemDetails & {
            code?: "passkey-refused" | "confirmation-required" | "cross-site";
            /** How the account owner can do it now. */
            methods?: ("authenticator-app" | "passkey" | "recovery-code")[];
        };
    } | {
        status: 409;
        data: ProblemDetails & {
            code?: "passkey-exists" | "too-many-passkeys";
        };
    } | {
        status: 413;
        data: ProblemDetails & {
            code?: "too-large";
        };
    } | {
        status: 415;
        data: ProblemDetails & {
            code?: "not-json" | "encoded-body";
        };
    } | {
        status: 422;
        data: ProblemDetails & {
            code?: "invalid-input";
        };
    } | {
        status: 429;
        data: ProblemDetails & {
            code?: "too-many-requests";
        };
    } | {
        status: 500;
        data: ProblemDetails & {
            code?: "unexpected";
            /** The ID under which the operator finds this error in the log. */
            request_id?: string;
        };
    } | {
        status: 503;
        data: ProblemDetails & {
            code?: "unavailable";
        };
    }>("/api/passkeys", oazapfts.json({
        ...opts,
        method: "POST",
        body: addPasskeyBody
    }));
}
/**
 * Rename a passkey
 */
export function renamePasskey(id: string, renamePasskeyBody: RenamePasskeyBody, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            passkey: Passkey;
        };
    } | {
        status: 400;
        data: ProblemDetails & {
            code?: "malformed-request" | "malformed-json" | "secret-in-url";
        };
    } | {
        status: 401;
        data: ProblemDetails & {
            code?: "unauthenticated";
        };
    } | {
        status: 403;
        data: ProblemDetails & {
            code?: "cross-site";
        };
    } | {
        status: 404;
        data: ProblemDetails & {
            code?: "not-found";
        };
    } | {
        status: 413;
        data: ProblemDetails & {
            code?: "too-large";
        };
    } | {
        status: 415;
        data: ProblemDetails & {
            code?: "not-json" | "encoded-body";
        };
    } | {
        status: 422;
        data: ProblemDetails & {
            code?: "invalid-input";
        };
    } | {
        status: 429;
        data: ProblemDetails & {
            code?: "too-many-requests";
        };
    } | {
        status: 500;
        data: ProblemDetails & {
            code?: "unexpected";
            /** The ID under which the operator finds this error in the log. */
            request_id?: string;
        };
    } | {
        status: 503;
        data: ProblemDetails & {
            code?: "unavailable";
        };
    }>(`/api/passkeys/${encodeURIComponent(id)}`, oazapfts.json({
        ...opts,
        method: "PATCH",
        body: renamePasskeyBody
    }));
}
/**
 * Remove a passkey
 */
export function removePasskey(id: string, removePasskeyBody: RemovePasskeyBody, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 204;
    } | {
        status: 400;
        data: ProblemDetails & {
            code?: "malformed-request" | "malformed-json" | "secret-in-url";
        };
    } | {
        status: 401;
        data: ProblemDetails & {
            code?: "unauthenticated";
        };
    } | {
        status: 403;
        data: ProblemDetails & {
            code?: "wrong-password" | "wrong-code" | "passkey-refused" | "passkey-unknown" | "passkey-removed" | "confirmation-required" | "cross-site";
            /** How many codes this login still accepts. Only for a login. */
            attempts_left?: number;
            /** How the account owner can do it now. */
            methods?: ("authenticator-app" | "passkey" | "recovery-code")[];
        };
    } | {
        status: 404;
        data: ProblemDetails & {
            code?: "not-found";
        };
    } | {
        status: 409;
        data: ProblemDetails & {
            code?: "last-factor";
        };
    } | {
        status: 413;
        data: ProblemDetails & {
            code?: "too-large";
        };
    } | {
        status: 415;
        data: ProblemDetails & {
            code?: "not-json" | "encoded-body";
        };
    } | {
        status: 422;
        data: ProblemDetails & {
            code?: "invalid-input";
        };
    } | {
        status: 429;
        data: ProblemDetails & {
            code?: "too-many-requests";
        };
    } | {
        status: 500;
        data: ProblemDetails & {
            code?: "unexpected";
            /** The ID under which the operator finds this error in the log. */
            request_id?: string;
        };
    } | {
        status: 503;
        data: ProblemDetails & {
            code?: "unavailable";
        };
    }>(`/api/passkeys/${encodeURIComponent(id)}`, oazapfts.json({
        ...opts,
        method: "DELETE",
        body: removePasskeyBody
    }));
}
/**
 * Begin to set up an authenticator app
 */
export function beginAuthenticatorApp(beginAuthenticatorAppBody: BeginAuthenticatorAppBody, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 201;
        data: {
            secret: string;
            uri: string;
            expires_in: number;
        };
    } | {
        status: 400;
        data: ProblemDetails & {
            code?: "malformed-request" | "malformed-json" | "secret-in-url";
        };
    } | {
        status: 401;
        data: ProblemDetails & {
            code?: "unauthenticated";
        };
    } | {
        status: 403;
        data: ProblemDetails & {
            code?: "wrong-password" | "wrong-code" | "passkey-refused" | "passkey-unknown" | "passkey-removed" | "confirmation-required" | "email-unverified" | "cross-site";
            /** How many codes this login still accepts. Only for a login. */
            attempts_left?: number;
            /** How the account owner can do it now. */
            methods?: ("authenticator-app" | "passkey" | "recovery-code")[];
        };
    } | {
        status: 413;
        data: ProblemDetails & {
            code?: "too-large";
        };
    } | {
        status: 415;
        data: ProblemDetails & {
            code?: "not-json" | "encoded-body";
        };
    } | {
        status: 422;
        data: ProblemDetails & {
            code?: "invalid-input";
        };
    } | {
        status: 429;
        data: ProblemDetails & {
            code?: "too-many-requests";
        };
    } | {
        status: 500;
        data: ProblemDetails & {
            code?: "unexpected";
            /** The ID under which the operator finds this error in the log. */
            request_id?: string;
        };
    } | {
        status: 503;
        data: ProblemDetails & {
            code?: "unavailable";
        };
    }>("/api/authenticator-app", oazapfts.json({
        ...opts,
        method: "POST",
        body: beginAuthenticatorAppBody
    }));
}
/**
 * Remove the authenticator app
 */
export function removeAuthenticatorApp(removeAuthenticatorAppBody: RemoveAuthenticatorAppBody, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 204;
    } | {
        status: 400;
        data: ProblemDetails & {
            code?: "malformed-request" | "malformed-json" | "secret-in-url";
        };
    } | {
        status: 401;
        data: ProblemDetails & {
            code?: "unauthenticated";
        };
    } | {
        status: 403;
        data: ProblemDetails & {
            code?: "wrong-password" | "wrong-code" | "passkey-refused" | "passkey-unknown" | "passkey-removed" | "second-factor-setup-required" | "confirmation-required" | "cross-site";
            /** How many codes this login still accepts. Only for a login. */
            attempts_left?: number;
            /** How the account owner can do it now. */
            methods?: ("authenticator-app" | "passkey" | "recovery-code")[];
        };
    } | {
        status: 404;
        data: ProblemDetails & {
            code?: "not-found";
        };
    } | {
        status: 409;
        data: ProblemDetails & {
            code?: "last-factor";
        };
    } | {
        status: 413;
        data: ProblemDetails & {
            code?: "too-large";
        };
    } | {
        status: 415;
        data: ProblemDetails & {
            code?: "not-json" | "encoded-body";
        };
    } | {
        status: 422;
        data: ProblemDetails & {
            code?: "invalid-input";
        };
    } | {
        status: 429;
        data: ProblemDetails & {
            code?: "too-many-requests";
        };
    } | {
        status: 500;
        data: ProblemDetails & {
            code?: "unexpected";
            /** The ID under which the operator finds this error in the log. */
            request_id?: string;
        };
    } | {
        status: 503;
        data: ProblemDetails & {
            code?: "unavailable";
        };
    }>("/api/authenticator-app", oazapfts.json({
        ...opts,
        method: "DELETE",
        body: removeAuthenticatorAppBody
    }));
}
/**
 * Finish setting up an authenticator app
 */
export function finishAuthenticatorApp(finishAuthenticatorAppBody: FinishAuthenticatorAppBody, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            message: string;
            recovery_codes?: string[];
        };
    } | {
        status: 400;
        data: ProblemDetails & {
            code?: "malformed-request" | "malformed-json" | "secret-in-url" | "set-up-expired";
        };
    } | {
        status: 401;
        data: ProblemDetails & {
            code?: "unauthenticated";
        };
    } | {
        status: 403;
        data: ProblemDetails & {
            code?: "wrong-code" | "cross-site";
            /** How many codes this login still accepts. Only for a login. */
            attempts_left?: number;
        };
    } | {
        status: 413;
        data: ProblemDetails & {
            code?: "too-large";
        };
    } | {
        status: 415;
        data: ProblemDetails & {
            code?: "not-json" | "encoded-body";
        };
    } | {
        status: 422;
        data: ProblemDetails & {
            code?: "invalid-input";
        };
    } | {
        status: 429;
        data: ProblemDetails & {
            code?: "too-many-requests";
        };
    } | {
        status: 500;
        data: ProblemDetails & {
            code?: "unexpected";
            /** The ID under which the operator finds this error in the log. */
            request_id?: string;
        };
    } | {
        status: 503;
        data: ProblemDetails & {
            code?: "unavailable";
        };
    }>("/api/authenticator-app/finish", oazapfts.json({
        ...opts,
        method: "POST",
        body: finishAuthenticatorAppBody
    }));
}
/**
 * Get the second factors and passkeys
 */
export function getSecondFactors(opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            two_step: string | null;
            authenticator_app: {
                since: string;
            } | null;
            passkeys: Passkey[];
            recovery_codes: {
                left: number;
                made_at: string;
                saved: boolean;
            } | null;
            suspended: {
                id: string;
                kind: "authenticator-app" | "recovery-codes" | "passkey";
                name: string | null;
                made_at: string;
                suspended_at: string;
            }[];
            required: boolean;
        };
    } | {
        status: 400;
        data: ProblemDetails & {
            code?: "malformed-request" | "secret-in-url";
        };
    } | {
        status: 401;
        data: ProblemDetails & {
            code?: "unauthenticated";
        };
    } | {
        status: 500;
        data: ProblemDetails & {
            code?: "unexpected";
            /** The ID under which the operator finds this error in the log. */
            request_id?: string;
        };
    } | {
        status: 503;
        data: ProblemDetails & {
            code?: "unavailable";
        };
    }>("/api/second-factors", {
        ...opts
    });
}
/**
 * Make new recovery codes
 */
export function makeRecoveryCodes(makeRecoveryCodesBody: MakeRecoveryCodesBody, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            recovery_codes: string[];
        };
    } | {
        status: 400;
        data: ProblemDetails & {
            code?: "malformed-request" | "malformed-json" | "secret-in-url";
        };
    } | {
        status: 401;
        data: ProblemDetails & {
            code?: "unauthenticated";
        };
    } | {
        status: 403;
        data: ProblemDetails & {
            code?: "wrong-password" | "wrong-code" | "passkey-refused" | "passkey-unknown" | "passkey-removed" | "confirmation-required" | "cross-site";
            /** How many codes this login still accepts. Only for a login. */
            attempts_left?: number;
            /** How the account owner can do it now. */
            methods?: ("authenticator-app" | "passkey" | "recovery-code")[];
        };
    } | {
        status: 409;
        data: ProblemDetails & {
            code?: "two-step-off";
        };
    } | {
        status: 413;
        data: ProblemDetails & {
            code?: "too-large";
        };
    } | {
        status: 415;
        data: ProblemDetails & {
            code?: "not-json" | "encoded-body";
        };
    } | {
        status: 422;
        data: ProblemDetails & {
            code?: "invalid-input";
        };
    } | {
        status: 429;
        data: ProblemDetails & {
            code?: "too-many-requests";
        };
    } | {
        status: 500;
        data: ProblemDetails & {
            code?: "unexpected";
            /** The ID under which the operator finds this error in the log. */
            request_id?: string;
        };
    } | {
        status: 503;
        data: ProblemDetails & {
            code?: "unavailable";
        };
    }>("/api/recovery-codes", oazapfts.json({
        ...opts,
        method: "POST",
        body: makeRecoveryCodesBody
    }));
}
/**
 * Mark the recovery codes as saved
 */
export function markRecoveryCodesSaved(opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 204;
    } | {
        status: 400;
        data: ProblemDetails & {
            code?: "malformed-request" | "secret-in-url";
        };
    } | {
        status: 401;
        data: ProblemDetails & {
            code?: "unauthenticated";
        };
    } | {
        status: 403;
        data: ProblemDetails & {
            code?: "cross-site";
        };
    } | {
        status: 415;
        data: ProblemDetails & {
            code?: "encoded-body";
        };
    } | {
        status: 500;
        data: ProblemDetails & {
            code?: "unexpected";
            /** The ID under which the operator finds this error in the log. */
            request_id?: string;
        };
    } | {
        status: 503;
        data: ProblemDetails & {
            code?: "unavailable";
        };
    }>("/api/recovery-codes/saved", {
        ...opts,
        method: "POST"
    });
}
/**
 * Keep a suspended second factor
 */
export function keepSuspendedFactor(id: string, keepSuspendedFactorBody: KeepSuspendedFactorBody, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 204;
    } | {
        status: 400;
        data: ProblemDetails & {
            code?: "malformed-request" | "malformed-json" | "secret-in-url";
        };
    } | {
        status: 401;
        data: ProblemDetails & {
            code?: "unauthenticated";
        };
    } | {
        status: 403;
        data: ProblemDetails & {
            code?: "wrong-password" | "wrong-code" | "passkey-refused" | "passkey-unknown" | "passkey-removed" | "confirmation-required" | "cross-site";
            /** How many codes this login still accepts. Only for a login. */
            attempts_left?: number;
            /** How the account owner can do it now. */
            methods?: ("authenticator-app" | "passkey" | "recovery-code")[];
        };
    } | {
        status: 404;
        data: ProblemDetails & {
            code?: "not-found";
        };
    } | {
        status: 409;
        data: ProblemDetails & {
            code?: "too-many-passkeys";
        };
    } | {
        status: 413;
        data: ProblemDetails & {
            code?: "too-large";
        };
    } | {
        status: 415;
        data: ProblemDetails & {
            code?: "not-json" | "encoded-body";
        };
    } | {
        status: 422;
        data: ProblemDetails & {
            code?: "invalid-input";
        };
    } | {
        status: 429;
        data: ProblemDetails & {
            code?: "too-many-requests";
        };
    } | {
        status: 500;
        data: ProblemDetails & {
            code?: "unexpected";
            /** The ID under which the operator finds this error in the log. */
            request_id?: string;
        };
    } | {
        status: 503;
        data: ProblemDetails & {
            code?: "unavailable";
        };
    }>(`/api/suspended-factors/${encodeURIComponent(id)}/keep`, oazapfts.json({
        ...opts,
        method: "POST",
        body: keepSuspendedFactorBody
    }));
}
/**
 * Remove a suspended second factor
 */
export function removeSuspendedFactor(id: string, removeSuspendedFactorBody: RemoveSuspendedFactorBody, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 204;
    } | {
        status: 400;
        data: ProblemDetails & {
            code?: "malformed-request" | "malformed-json" | "secret-in-url";
        };
    } | {
        status: 401;
        data: ProblemDetails & {
            code?: "unauthenticated";
        };
    } | {
        status: 403;
        data: ProblemDetails & {
            code?: "wrong-password" | "wrong-code" | "passkey-refused" | "passkey-unknown" | "passkey-removed" | "confirmation-required" | "cross-site";
            /** How many codes this login still accepts. Only for a login. */
            attempts_left?: number;
            /** How the account owner can do it now. */
            methods?: ("authenticator-app" | "passkey" | "recovery-code")[];
        };
    } | {
        status: 404;
        data: ProblemDetails & {
            code?: "not-found";
        };
    } | {
        status: 413;
        data: ProblemDetails & {
            code?: "too-large";
        };
    } | {
        status: 415;
        data: ProblemDetails & {
            code?: "not-json" | "encoded-body";
        };
    } | {
        status: 422;
        data: ProblemDetails & {
            code?: "invalid-input";
        };
    } | {
        status: 429;
        data: ProblemDetails & {
            code?: "too-many-requests";
        };
    } | {
        status: 500;
        data: ProblemDetails & {
            code?: "unexpected";
            /** The ID under which the operator finds this error in the log. */
            request_id?: string;
        };
    } | {
        status: 503;
        data: ProblemDetails & {
            code?: "unavailable";
        };
    }>(`/api/suspended-factors/${encodeURIComponent(id)}`, oazapfts.json({
        ...opts,
        method: "DELETE",
        body: removeSuspendedFactorBody
    }));
}
/**
 * Forget all trusted browsers
 */
export function forgetTrustedBrowsers(opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 204;
    } | {
        status: 400;
        data: ProblemDetails & {
            code?: "malformed-request" | "secret-in-url";
        };
    } | {
        status: 401;
        data: ProblemDetails & {
            code?: "unauthenticated";
        };
    } | {
        status: 403;
        data: ProblemDetails & {
            code?: "second-factor-setup-required" | "cross-site";
        };
    } | {
        status: 415;
        data: ProblemDetails & {
            code?: "encoded-body";
        };
    } | {
        status: 429;
        data: ProblemDetails & {
            code?: "too-many-requests";
        };
    } | {
        status: 500;
        data: ProblemDetails & {
            code?: "unexpected";
            /** The ID under which the operator finds this error in the log. */
            request_id?: string;
        };
    } | {
        status: 503;
        data: ProblemDetails & {
            code?: "unavailable";
        };
    }>("/api/trusted-browsers", {
        ...opts,
        method: "DELETE"
    });
}
/**
 * Turn on two-step login with a passkey
 */
export function switchOnTwoStep(switchOnTwoStepBody: SwitchOnTwoStepBody, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            message: string;
            recovery_codes?: string[];
        };
    } | {
        status: 400;
        data: ProblemDetails & {
            code?: "malformed-request" | "malformed-json" | "secret-in-url";
        };
    } | {
        status: 401;
        data: ProblemDetails & {
            code?: "unauthenticated";
        };
    } | {
        status: 403;
        data: ProblemDetails & {
            code?: "wrong-password" | "wrong-code" | "passkey-refused" | "passkey-unknown" | "passkey-removed" | "confirmation-required" | "cross-site";
            /** How many codes this login still accepts. Only for a login. */
            attempts_left?: number;
            /** How the account owner can do it now. */
            methods?: ("authenticator-app" | "passkey" | "recovery-code")[];
        };
    } | {
        status: 409;
        data: ProblemDetails & {
            code?: "no-second-factor";
        };
    } | {
        status: 413;
        data: ProblemDetails & {
            code?: "too-large";
        };
    } | {
        status: 415;
        data: ProblemDetails & {
            code?: "not-json" | "encoded-body";
        };
    } | {
        status: 422;
        data: ProblemDetails & {
            code?: "invalid-input";
        };
    } | {
        status: 429;
        data: ProblemDetails & {
            code?: "too-many-requests";
        };
    } | {
        status: 500;
        data: ProblemDetails & {
            code?: "unexpected";
            /** The ID under which the operator finds this error in the log. */
            request_id?: string;
        };
    } | {
        status: 503;
        data: ProblemDetails & {
            code?: "unavailable";
        };
    }>("/api/two-step", oazapfts.json({
        ...opts,
        method: "PUT",
        body: switchOnTwoStepBody
    }));
}
/**
 * Turn off two-step login
 */
export function switchOffTwoStep(switchOffTwoStepBody: SwitchOffTwoStepBody, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 204;
    } | {
        status: 400;
        data: ProblemDetails & {
            code?: "malformed-request" | "malformed-json" | "secret-in-url";
        };
    } | {
        status: 401;
        data: ProblemDetails & {
            code?: "unauthenticated";
        };
    } | {
        status: 403;
        data: ProblemDetails & {
            code?: "wrong-password" | "wrong-code" | "passkey-refused" | "passkey-unknown" | "passkey-removed" | "second-factor-setup-required" | "confirmation-required" | "cross-site";
            /** How many codes this login still accepts. Only for a login. */
            attempts_left?: number;
            /** How the account owner can do it now. */
            methods?: ("authenticator-app" | "passkey" | "recovery-code")[];
        };
    } | {
        status: 409;
        data: ProblemDetails & {
            code?: "two-step-off" | "second-factor-required";
        };
    } | {
        status: 413;
        data: ProblemDetails & {
            code?: "too-large";
        };
    } | {
        status: 415;
        data: ProblemDetails & {
            code?: "not-json" | "encoded-body";
        };
    } | {
        status: 422;
        data: ProblemDetails & {
            code?: "invalid-input";
        };
    } | {
        status: 429;
        data: ProblemDetails & {
            code?: "too-many-requests";
        };
    } | {
        status: 500;
        data: ProblemDetails & {
            code?: "unexpected";
            /** The ID under which the operator finds this error in the log. */
            request_id?: string;
        };
    } | {
        status: 503;
        data: ProblemDetails & {
            code?: "unavailable";
        };
    }>("/api/two-step", oazapfts.json({
        ...opts,
        method: "DELETE",
        body: switchOffTwoStepBody
    }));
}
/**
 * Get a token for another service
 */
export function issueToken(issueTokenBody: IssueTokenBody, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            service_token: string;
            audience: string;
            expires_in: number;
        };
    } | {
        status: 400;
        data: ProblemDetails & {
            code?: "malformed-request" | "malformed-json" | "secret-in-url";
        };
    } | {
        status: 401;
        data: ProblemDetails & {
            code?: "unauthenticated";
        };
    } | {
        status: 403;
        data: ProblemDetails & {
            code?: "second-factor-setup-required" | "cross-site";
        };
    } | {
        status: 413;
        data: ProblemDetails & {
            code?: "too-large";
        };
    } | {
        status: 415;
        data: ProblemDetails & {
            code?: "not-json" | "encoded-body";
        };
    } | {
        status: 422;
        data: ProblemDetails & {
            code?: "invalid-input";
        };
    } | {
        status: 429;
        data: ProblemDetails & {
            code?: "too-many-requests";
        };
    } | {
        status: 500;
        data: ProblemDetails & {
            code?: "unexpected";
            /** The ID under which the operator finds this error in the log. */
            request_id?: string;
        };
    } | {
        status: 503;
        data: ProblemDetails & {
            code?: "unavailable";
        };
    }>("/api/token", oazapfts.json({
        ...opts,
        method: "POST",
        body: issueTokenBody
    }));
}
/**
 * Public keys of service tokens
 */
export function listKeys(opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            keys: {
                kty: "OKP";
                crv: "Ed25519";
                x: string;
                kid: string;
                use: "sig";
                alg: "EdDSA";
            }[];
        };
    } | {
        status: 400;
        data: ProblemDetails & {
            code?: "malformed-request" | "secret-in-url";
        };
    } | {
        status: 500;
        data: ProblemDetails & {
            code?: "unexpected";
            /** The ID under which the operator finds this error in the log. */
            request_id?: string;
        };
    }>("/.well-known/jwks.json", {
        ...opts
    });
}
/**
 * Liveness
 */
export function isAlive(opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            status: "alive";
        };
    } | {
        status: 400;
        data: ProblemDetails & {
            code?: "malformed-request" | "secret-in-url";
        };
    } | {
        status: 500;
        data: ProblemDetails & {
            code?: "unexpected";
            /** The ID under which the operator finds this error in the log. */
            request_id?: string;
        };
    }>("/healthz", {
        ...opts
    });
}
/**
 * Readiness
 */
export function isReady(opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            status: "ready";
        };
    } | {
        status: 400;
        data: ProblemDetails & {
            code?: "malformed-request" | "secret-in-url";
        };
    } | {
        status: 500;
        data: ProblemDetails & {
            code?: "unexpected";
            /** The ID under which the operator finds this error in the log. */
            request_id?: string;
        };
    } | {
        status: 503;
        data: ProblemDetails & {
            code?: "unavailable";
        };
    }>("/readyz", {
        ...opts
    });
}
