"""What a communiqué's draft is to hold besides what every one of them holds."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _


class CommuniqueOptions(forms.Form):
    """Two sentences that some communiqués have and others have not."""

    views = forms.BooleanField(
        label=_("Say that there was an exchange of views"), required=False, initial=True
    )
    parties = forms.BooleanField(label=_("List who was invited"), required=False)
    shown = forms.BooleanField(widget=forms.HiddenInput, required=False, initial=True)
    """Tells two boxes that were emptied from an address without any."""

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data if data.get("shown") else None, label_suffix="")

    @property
    def chosen(self) -> dict[str, bool]:
        """What was chosen, or what stands there at first."""
        if not (self.is_bound and self.is_valid()):
            return {"views": True, "parties": False}
        return {name: self.cleaned_data[name] for name in ("views", "parties")}

    @property
    def query(self) -> str:
        """The same choice in an address."""
        chosen = QueryDict(mutable=True)
        chosen.update({"shown": "on", **{name: "on" for name, wanted in self.chosen.items() if wanted}})
        return chosen.urlencode()
