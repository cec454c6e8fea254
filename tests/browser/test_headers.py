"""What the real server says of every answer, the files that no view sees among them."""

import pytest
from playwright.sync_api import Page


@pytest.mark.parametrize("address", ["/guideline/", "/static/css/tokens.css", "/nowhere/"])
def test_every_answer_carries_the_policy(page: Page, address: str) -> None:
    headers = page.request.get(address).headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert headers["x-frame-options"] == "DENY"
    assert headers["x-content-type-options"] == "nosniff"
