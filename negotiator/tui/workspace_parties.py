"""Who negotiates, in a workspace: names, status, groups with their days, and what the texts say of each."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from negotiator.errors import BadInputError, ConflictError, UsageError
from negotiator.model.revision import Role
from negotiator.tui.workspace_texts import WorkspaceTexts

if TYPE_CHECKING:
    from negotiator.model.party import Party
    from negotiator.services.named import Delegations


class WorkspaceParties(WorkspaceTexts):
    """Each question is one snapshot, each change one use case."""

    def delegations(self) -> Delegations:
        from negotiator.services.named import delegations
        from negotiator.services.parties import party_table

        def find() -> Delegations:
            newest = [record.newest for record in self.documents() if record.document.role is Role.OUTCOME]
            texts = {each.document: self._bracketed(each.document, each.slug) for each in newest if each is not None}
            with self._store.snapshot() as view:
                return delegations(party_table(view), texts)

        return self._kept("delegations", find)

    def enter_party(self, party: Party, before: Party | None) -> Party:
        from negotiator.services.parties import party_table, put

        with self._store.snapshot() as view:
            found = party_table(view).find(before.name if before is not None else party.name)
        if before is None and found is not None:
            raise UsageError(f"{party.name} is a name of {found.name} already", hint="one name belongs to one delegation")
        if found != before:
            raise ConflictError(f"someone else changed {party.name} meanwhile", hint="look at it again")
        made = put(self._store, self._actor, self._now(), [party])[0]
        self.renew()
        return made

    def call_party(self, name: str, other: str) -> Party:
        from negotiator.services.parties import add, known, party_table

        with self._store.snapshot() as view:
            party = known(party_table(view), name)
        made = add(self._store, self._actor, self._now(), party.name, aliases=(other,))
        self.renew()
        return made

    def join_group(self, name: str, group: str, since: date | None, until: date | None) -> Party:
        from negotiator.services.parties import join

        made = join(self._store, self._actor, self._now(), name, group, since=since, until=until)
        self.renew()
        return made

    def read_parties(self, path: Path) -> tuple[Party, ...]:
        from negotiator.services.parties import put, read_toml

        try:
            content = path.read_bytes()
        except OSError as error:
            raise BadInputError(f"{path} cannot be read: {error.strerror}", hint="name a TOML file of delegations") from None
        made = put(self._store, self._actor, self._now(), read_toml(path.name, content))
        self.renew()
        return made

    def write_parties(self, path: Path) -> int:
        from negotiator.services.files import write_whole
        from negotiator.services.parties import party_table, to_toml

        if path.exists():
            raise UsageError(f"{path.name} is there already", hint="choose another name: nothing is overwritten from here")
        with self._store.snapshot() as view:
            table = party_table(view)
        write_whole(path, to_toml(table).encode())
        return len(table.parties)
