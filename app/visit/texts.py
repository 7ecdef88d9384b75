"""String catalogue of sign-in, in French and in English; part of app/interface.py's table."""

from __future__ import annotations

VISIT: dict[str, tuple[str, str]] = {
    "guarded_admin": ("Ouvrir l'administration", "Open the administration"),
    "sign_in_at": ("Se connecter avec {name}", "Sign in with {name}"),
    "sign_in_by_name": ("Se connecter avec mon compte", "Sign in with my account"),
    "signed_in_editor": (
        "Vous pouvez modifier la bibliothèque depuis ce navigateur.",
        "You can change the library from this browser.",
    ),
    "signed_in_admin": (
        "Vous pouvez modifier la bibliothèque et administrer ce serveur depuis ce navigateur.",
        "You can change the library and administer this server from this browser.",
    ),
    "person_reader": (
        "{who} : vous pouvez lire et poser des questions. Pour modifier la bibliothèque, votre "
        "compte doit y être autorisé ; s'il l'est, connectez-vous à nouveau.",
        "{who}: you can read and ask questions. To change the library, your account needs "
        "permission; if you have just been given it, sign in again.",
    ),
    "person_editor": (
        "{who} : vous pouvez modifier la bibliothèque.",
        "{who}: you can change the library.",
    ),
    "person_admin": (
        "{who} : vous pouvez modifier la bibliothèque et administrer ce serveur.",
        "{who}: you can change the library and administer this server.",
    ),
    "no_provider": (
        "Le fournisseur d'identité ne peut pas être joint par ce serveur : installez "
        "« passerelle[oidc] » et vérifiez la section [auth] de .streamlit/secrets.toml.",
        "This server cannot use the identity provider: install “passerelle[oidc]” and check the "
        "[auth] section of .streamlit/secrets.toml.",
    ),
}
