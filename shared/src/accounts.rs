//! Accounts as they travel: invitations, requests, passwords and sign-ins.
