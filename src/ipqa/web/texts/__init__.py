"""Every text of the page, in one place: a module for each room, all read as ``texts.NAME``."""

from ipqa.web.texts.answer import *
from ipqa.web.texts.articles import *
from ipqa.web.texts.page import *
from ipqa.web.texts.script import *
from ipqa.web.texts.shelf import *
from ipqa.web.texts.sources import *
from ipqa.web.texts.talk import *
