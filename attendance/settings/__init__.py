"""Settings, one module per concern; everything that differs comes from the environment.

See docs/running.md for the list of variables.
"""

from attendance.settings.base import *
from attendance.settings.chronology import *
from attendance.settings.database import *
from attendance.settings.hooks import *
from attendance.settings.importers import *
from attendance.settings.jobs import *
from attendance.settings.letters import *
from attendance.settings.logs import *
from attendance.settings.messages import *
from attendance.settings.pages import *
from attendance.settings.security import *
from attendance.settings.signin import *
