"""What must not get into the log."""

import logging
import re

SECRET_ADDRESS = re.compile(r"(/feeds/)[^/\s]+")


class WithoutSecrets(logging.Filter):
    """Take the secret out of the address of a person's own feed: who reads the log must not read their feeds."""

    def filter(self, record: logging.LogRecord) -> bool:
        said = record.getMessage()
        if "/feeds/" in said:
            record.msg, record.args = SECRET_ADDRESS.sub(r"\1***", said), ()
        return True
