/*******************************************************************************
 BEGIN_JUCE_MODULE_DECLARATION
  ID:                 parlando_image
  vendor:             Parlando
  version:            0.1.0
  name:               Parlando image
  description:        Pictures as an agent can use them: upright, small, and without what a camera wrote beside them
  license:            AGPL-3.0-or-later
  minimumCppStandard: 20
  dependencies:       parlando_session
  linuxLibs:          jpeg png16 z m
 END_JUCE_MODULE_DECLARATION
*******************************************************************************/
#pragma once

#include "CameraOrientation.h"
#include "JpegFile.h"
#include "Picture.h"
#include "PictureForAgent.h"
#include "PictureScaling.h"
#include "PngFile.h"
