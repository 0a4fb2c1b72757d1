// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Colour spaces.

package modules

import (
	"testing"

	"github.com/lucasb-eyer/go-colorful"

	"goenzyme/suite/check"
)

//go:autodiff colorful.Color.Clamped Forward
func dColorfulColorClamped(p0, dp0 colorful.Color) (colorful.Color, colorful.Color)

//go:autodiff colorful.Color.DistanceRgb Forward
func dColorfulColorDistanceRgb(p0, dp0 colorful.Color, p1, dp1 colorful.Color) (float64, float64)

//go:autodiff colorful.Color.DistanceLinearRgb Forward
func dColorfulColorDistanceLinearRgb(p0, dp0 colorful.Color, p1, dp1 colorful.Color) (float64, float64)

//go:autodiff colorful.Color.DistanceLinearRGB Forward
func dColorfulColorDistanceLinearRGB(p0, dp0 colorful.Color, p1, dp1 colorful.Color) (float64, float64)

//go:autodiff colorful.Color.DistanceRiemersma Forward
func dColorfulColorDistanceRiemersma(p0, dp0 colorful.Color, p1, dp1 colorful.Color) (float64, float64)

//go:autodiff colorful.Color.BlendRgb Forward
func dColorfulColorBlendRgb(p0, dp0 colorful.Color, p1, dp1 colorful.Color, p2, dp2 float64) (colorful.Color, colorful.Color)

//go:autodiff colorful.Color.Hsv Forward
func dColorfulColorHsv(p0, dp0 colorful.Color) (float64, float64, float64, float64, float64, float64)

//go:autodiff colorful.Hsv Forward
func dColorfulHsv(p0, dp0 float64, p1, dp1 float64, p2, dp2 float64) (colorful.Color, colorful.Color)

//go:autodiff colorful.Color.BlendHsv Forward
func dColorfulColorBlendHsv(p0, dp0 colorful.Color, p1, dp1 colorful.Color, p2, dp2 float64) (colorful.Color, colorful.Color)

//go:autodiff colorful.Color.Hsl Forward
func dColorfulColorHsl(p0, dp0 colorful.Color) (float64, float64, float64, float64, float64, float64)

//go:autodiff colorful.Hsl Forward
func dColorfulHsl(p0, dp0 float64, p1, dp1 float64, p2, dp2 float64) (colorful.Color, colorful.Color)

//go:autodiff colorful.Color.LinearRgb Forward
func dColorfulColorLinearRgb(p0, dp0 colorful.Color) (float64, float64, float64, float64, float64, float64)

//go:autodiff colorful.Color.FastLinearRgb Forward
func dColorfulColorFastLinearRgb(p0, dp0 colorful.Color) (float64, float64, float64, float64, float64, float64)

//go:autodiff colorful.LinearRgb Forward
func dColorfulLinearRgb(p0, dp0 float64, p1, dp1 float64, p2, dp2 float64) (colorful.Color, colorful.Color)

//go:autodiff colorful.FastLinearRgb Forward
func dColorfulFastLinearRgb(p0, dp0 float64, p1, dp1 float64, p2, dp2 float64) (colorful.Color, colorful.Color)

//go:autodiff colorful.XyzToLinearRgb Forward
func dColorfulXyzToLinearRgb(p0, dp0 float64, p1, dp1 float64, p2, dp2 float64) (float64, float64, float64, float64, float64, float64)

//go:autodiff colorful.LinearRgbToXyz Forward
func dColorfulLinearRgbToXyz(p0, dp0 float64, p1, dp1 float64, p2, dp2 float64) (float64, float64, float64, float64, float64, float64)

//go:autodiff colorful.Color.BlendLinearRgb Forward
func dColorfulColorBlendLinearRgb(p0, dp0 colorful.Color, p1, dp1 colorful.Color, p2, dp2 float64) (colorful.Color, colorful.Color)

//go:autodiff colorful.Color.Xyz Forward
func dColorfulColorXyz(p0, dp0 colorful.Color) (float64, float64, float64, float64, float64, float64)

//go:autodiff colorful.Xyz Forward
func dColorfulXyz(p0, dp0 float64, p1, dp1 float64, p2, dp2 float64) (colorful.Color, colorful.Color)

//go:autodiff colorful.XyzToXyy Forward
func dColorfulXyzToXyy(p0, dp0 float64, p1, dp1 float64, p2, dp2 float64) (float64, float64, float64, float64, float64, float64)

//go:autodiff colorful.XyzToXyyWhiteRef Forward
func dColorfulXyzToXyyWhiteRef(p0, dp0 float64, p1, dp1 float64, p2, dp2 float64, p3, dp3 [3]float64) (float64, float64, float64, float64, float64, float64)

//go:autodiff colorful.XyyToXyz Forward
func dColorfulXyyToXyz(p0, dp0 float64, p1, dp1 float64, p2, dp2 float64) (float64, float64, float64, float64, float64, float64)

//go:autodiff colorful.Color.Xyy Forward
func dColorfulColorXyy(p0, dp0 colorful.Color) (float64, float64, float64, float64, float64, float64)

//go:autodiff colorful.Color.XyyWhiteRef Forward
func dColorfulColorXyyWhiteRef(p0, dp0 colorful.Color, p1, dp1 [3]float64) (float64, float64, float64, float64, float64, float64)

//go:autodiff colorful.Xyy Forward
func dColorfulXyy(p0, dp0 float64, p1, dp1 float64, p2, dp2 float64) (colorful.Color, colorful.Color)

//go:autodiff colorful.XyzToLab Forward
func dColorfulXyzToLab(p0, dp0 float64, p1, dp1 float64, p2, dp2 float64) (float64, float64, float64, float64, float64, float64)

//go:autodiff colorful.XyzToLabWhiteRef Forward
func dColorfulXyzToLabWhiteRef(p0, dp0 float64, p1, dp1 float64, p2, dp2 float64, p3, dp3 [3]float64) (float64, float64, float64, float64, float64, float64)

//go:autodiff colorful.LabToXyz Forward
func dColorfulLabToXyz(p0, dp0 float64, p1, dp1 float64, p2, dp2 float64) (float64, float64, float64, float64, float64, float64)

//go:autodiff colorful.LabToXyzWhiteRef Forward
func dColorfulLabToXyzWhiteRef(p0, dp0 float64, p1, dp1 float64, p2, dp2 float64, p3, dp3 [3]float64) (float64, float64, float64, float64, float64, float64)

//go:autodiff colorful.Color.Lab Forward
func dColorfulColorLab(p0, dp0 colorful.Color) (float64, float64, float64, float64, float64, float64)

//go:autodiff colorful.Color.LabWhiteRef Forward
func dColorfulColorLabWhiteRef(p0, dp0 colorful.Color, p1, dp1 [3]float64) (float64, float64, float64, float64, float64, float64)

//go:autodiff colorful.Lab Forward
func dColorfulLab(p0, dp0 float64, p1, dp1 float64, p2, dp2 float64) (colorful.Color, colorful.Color)

//go:autodiff colorful.LabWhiteRef Forward
func dColorfulLabWhiteRef(p0, dp0 float64, p1, dp1 float64, p2, dp2 float64, p3, dp3 [3]float64) (colorful.Color, colorful.Color)

//go:autodiff colorful.Color.DistanceLab Forward
func dColorfulColorDistanceLab(p0, dp0 colorful.Color, p1, dp1 colorful.Color) (float64, float64)

//go:autodiff colorful.Color.DistanceCIE76 Forward
func dColorfulColorDistanceCIE76(p0, dp0 colorful.Color, p1, dp1 colorful.Color) (float64, float64)

//go:autodiff colorful.Color.DistanceCIE94 Forward
func dColorfulColorDistanceCIE94(p0, dp0 colorful.Color, p1, dp1 colorful.Color) (float64, float64)

//go:autodiff colorful.Color.DistanceCIEDE2000 Forward
func dColorfulColorDistanceCIEDE2000(p0, dp0 colorful.Color, p1, dp1 colorful.Color) (float64, float64)

//go:autodiff colorful.Color.DistanceCIEDE2000klch Forward
func dColorfulColorDistanceCIEDE2000klch(p0, dp0 colorful.Color, p1, dp1 colorful.Color, p2, dp2 float64, p3, dp3 float64, p4, dp4 float64) (float64, float64)

//go:autodiff colorful.Color.BlendLab Forward
func dColorfulColorBlendLab(p0, dp0 colorful.Color, p1, dp1 colorful.Color, p2, dp2 float64) (colorful.Color, colorful.Color)

//go:autodiff colorful.XyzToLuv Forward
func dColorfulXyzToLuv(p0, dp0 float64, p1, dp1 float64, p2, dp2 float64) (float64, float64, float64, float64, float64, float64)

//go:autodiff colorful.XyzToLuvWhiteRef Forward
func dColorfulXyzToLuvWhiteRef(p0, dp0 float64, p1, dp1 float64, p2, dp2 float64, p3, dp3 [3]float64) (float64, float64, float64, float64, float64, float64)

//go:autodiff colorful.LuvToXyz Forward
func dColorfulLuvToXyz(p0, dp0 float64, p1, dp1 float64, p2, dp2 float64) (float64, float64, float64, float64, float64, float64)

//go:autodiff colorful.LuvToXyzWhiteRef Forward
func dColorfulLuvToXyzWhiteRef(p0, dp0 float64, p1, dp1 float64, p2, dp2 float64, p3, dp3 [3]float64) (float64, float64, float64, float64, float64, float64)

//go:autodiff colorful.Color.Luv Forward
func dColorfulColorLuv(p0, dp0 colorful.Color) (float64, float64, float64, float64, float64, float64)

//go:autodiff colorful.Color.LuvWhiteRef Forward
func dColorfulColorLuvWhiteRef(p0, dp0 colorful.Color, p1, dp1 [3]float64) (float64, float64, float64, float64, float64, float64)

//go:autodiff colorful.Luv Forward
func dColorfulLuv(p0, dp0 float64, p1, dp1 float64, p2, dp2 float64) (colorful.Color, colorful.Color)

//go:autodiff colorful.LuvWhiteRef Forward
func dColorfulLuvWhiteRef(p0, dp0 float64, p1, dp1 float64, p2, dp2 float64, p3, dp3 [3]float64) (colorful.Color, colorful.Color)

//go:autodiff colorful.Color.DistanceLuv Forward
func dColorfulColorDistanceLuv(p0, dp0 colorful.Color, p1, dp1 colorful.Color) (float64, float64)

//go:autodiff colorful.Color.BlendLuv Forward
func dColorfulColorBlendLuv(p0, dp0 colorful.Color, p1, dp1 colorful.Color, p2, dp2 float64) (colorful.Color, colorful.Color)

//go:autodiff colorful.Color.Hcl Forward
func dColorfulColorHcl(p0, dp0 colorful.Color) (float64, float64, float64, float64, float64, float64)

//go:autodiff colorful.LabToHcl Forward
func dColorfulLabToHcl(p0, dp0 float64, p1, dp1 float64, p2, dp2 float64) (float64, float64, float64, float64, float64, float64)

//go:autodiff colorful.Color.HclWhiteRef Forward
func dColorfulColorHclWhiteRef(p0, dp0 colorful.Color, p1, dp1 [3]float64) (float64, float64, float64, float64, float64, float64)

//go:autodiff colorful.Hcl Forward
func dColorfulHcl(p0, dp0 float64, p1, dp1 float64, p2, dp2 float64) (colorful.Color, colorful.Color)

//go:autodiff colorful.HclToLab Forward
func dColorfulHclToLab(p0, dp0 float64, p1, dp1 float64, p2, dp2 float64) (float64, float64, float64, float64, float64, float64)

//go:autodiff colorful.HclWhiteRef Forward
func dColorfulHclWhiteRef(p0, dp0 float64, p1, dp1 float64, p2, dp2 float64, p3, dp3 [3]float64) (colorful.Color, colorful.Color)

//go:autodiff colorful.Color.BlendHcl Forward
func dColorfulColorBlendHcl(p0, dp0 colorful.Color, p1, dp1 colorful.Color, p2, dp2 float64) (colorful.Color, colorful.Color)

//go:autodiff colorful.Color.LuvLCh Forward
func dColorfulColorLuvLCh(p0, dp0 colorful.Color) (float64, float64, float64, float64, float64, float64)

//go:autodiff colorful.LuvToLuvLCh Forward
func dColorfulLuvToLuvLCh(p0, dp0 float64, p1, dp1 float64, p2, dp2 float64) (float64, float64, float64, float64, float64, float64)

//go:autodiff colorful.Color.LuvLChWhiteRef Forward
func dColorfulColorLuvLChWhiteRef(p0, dp0 colorful.Color, p1, dp1 [3]float64) (float64, float64, float64, float64, float64, float64)

//go:autodiff colorful.LuvLCh Forward
func dColorfulLuvLCh(p0, dp0 float64, p1, dp1 float64, p2, dp2 float64) (colorful.Color, colorful.Color)

//go:autodiff colorful.LuvLChToLuv Forward
func dColorfulLuvLChToLuv(p0, dp0 float64, p1, dp1 float64, p2, dp2 float64) (float64, float64, float64, float64, float64, float64)

//go:autodiff colorful.LuvLChWhiteRef Forward
func dColorfulLuvLChWhiteRef(p0, dp0 float64, p1, dp1 float64, p2, dp2 float64, p3, dp3 [3]float64) (colorful.Color, colorful.Color)

//go:autodiff colorful.Color.BlendLuvLCh Forward
func dColorfulColorBlendLuvLCh(p0, dp0 colorful.Color, p1, dp1 colorful.Color, p2, dp2 float64) (colorful.Color, colorful.Color)

//go:autodiff colorful.Color.OkLab Forward
func dColorfulColorOkLab(p0, dp0 colorful.Color) (float64, float64, float64, float64, float64, float64)

//go:autodiff colorful.OkLab Forward
func dColorfulOkLab(p0, dp0 float64, p1, dp1 float64, p2, dp2 float64) (colorful.Color, colorful.Color)

//go:autodiff colorful.XyzToOkLab Forward
func dColorfulXyzToOkLab(p0, dp0 float64, p1, dp1 float64, p2, dp2 float64) (float64, float64, float64, float64, float64, float64)

//go:autodiff colorful.OkLabToXyz Forward
func dColorfulOkLabToXyz(p0, dp0 float64, p1, dp1 float64, p2, dp2 float64) (float64, float64, float64, float64, float64, float64)

//go:autodiff colorful.Color.BlendOkLab Forward
func dColorfulColorBlendOkLab(p0, dp0 colorful.Color, p1, dp1 colorful.Color, p2, dp2 float64) (colorful.Color, colorful.Color)

//go:autodiff colorful.Color.OkLch Forward
func dColorfulColorOkLch(p0, dp0 colorful.Color) (float64, float64, float64, float64, float64, float64)

//go:autodiff colorful.OkLch Forward
func dColorfulOkLch(p0, dp0 float64, p1, dp1 float64, p2, dp2 float64) (colorful.Color, colorful.Color)

//go:autodiff colorful.XyzToOkLch Forward
func dColorfulXyzToOkLch(p0, dp0 float64, p1, dp1 float64, p2, dp2 float64) (float64, float64, float64, float64, float64, float64)

//go:autodiff colorful.OkLchToXyz Forward
func dColorfulOkLchToXyz(p0, dp0 float64, p1, dp1 float64, p2, dp2 float64) (float64, float64, float64, float64, float64, float64)

//go:autodiff colorful.OkLabToOkLch Forward
func dColorfulOkLabToOkLch(p0, dp0 float64, p1, dp1 float64, p2, dp2 float64) (float64, float64, float64, float64, float64, float64)

//go:autodiff colorful.OkLchToOkLab Forward
func dColorfulOkLchToOkLab(p0, dp0 float64, p1, dp1 float64, p2, dp2 float64) (float64, float64, float64, float64, float64, float64)

//go:autodiff colorful.Color.BlendOkLch Forward
func dColorfulColorBlendOkLch(p0, dp0 colorful.Color, p1, dp1 colorful.Color, p2, dp2 float64) (colorful.Color, colorful.Color)

//go:autodiff colorful.LuvLChToHSLuv Forward
func dColorfulLuvLChToHSLuv(p0, dp0 float64, p1, dp1 float64, p2, dp2 float64) (float64, float64, float64, float64, float64, float64)

//go:autodiff colorful.HSLuvToLuvLCh Forward
func dColorfulHSLuvToLuvLCh(p0, dp0 float64, p1, dp1 float64, p2, dp2 float64) (float64, float64, float64, float64, float64, float64)

//go:autodiff colorful.LuvLChToHPLuv Forward
func dColorfulLuvLChToHPLuv(p0, dp0 float64, p1, dp1 float64, p2, dp2 float64) (float64, float64, float64, float64, float64, float64)

//go:autodiff colorful.HPLuvToLuvLCh Forward
func dColorfulHPLuvToLuvLCh(p0, dp0 float64, p1, dp1 float64, p2, dp2 float64) (float64, float64, float64, float64, float64, float64)

//go:autodiff colorful.HSLuv Forward
func dColorfulHSLuv(p0, dp0 float64, p1, dp1 float64, p2, dp2 float64) (colorful.Color, colorful.Color)

//go:autodiff colorful.HPLuv Forward
func dColorfulHPLuv(p0, dp0 float64, p1, dp1 float64, p2, dp2 float64) (colorful.Color, colorful.Color)

//go:autodiff colorful.Color.HSLuv Forward
func dColorfulColorHSLuv(p0, dp0 colorful.Color) (float64, float64, float64, float64, float64, float64)

//go:autodiff colorful.Color.HPLuv Forward
func dColorfulColorHPLuv(p0, dp0 colorful.Color) (float64, float64, float64, float64, float64, float64)

//go:autodiff colorful.Color.DistanceHSLuv Forward
func dColorfulColorDistanceHSLuv(p0, dp0 colorful.Color, p1, dp1 colorful.Color) (float64, float64)

//go:autodiff colorful.Color.DistanceHPLuv Forward
func dColorfulColorDistanceHPLuv(p0, dp0 colorful.Color, p1, dp1 colorful.Color) (float64, float64)

func TestColorful(t *testing.T) {
	check.Forward(t, colorful.Color.Clamped, dColorfulColorClamped, check.Tol(1e-6), check.Range(0.2, 0.8))
	check.Forward(t, colorful.Color.DistanceRgb, dColorfulColorDistanceRgb, check.Tol(1e-6), check.Range(0.2, 0.8), check.Range(0.2, 0.8))
	check.Forward(t, colorful.Color.DistanceLinearRgb, dColorfulColorDistanceLinearRgb, check.Tol(1e-6), check.Range(0.2, 0.8), check.Range(0.2, 0.8))
	check.Forward(t, colorful.Color.DistanceLinearRGB, dColorfulColorDistanceLinearRGB, check.Tol(1e-6), check.Range(0.2, 0.8), check.Range(0.2, 0.8))
	check.Forward(t, colorful.Color.DistanceRiemersma, dColorfulColorDistanceRiemersma, check.Tol(1e-6), check.Range(0.2, 0.8), check.Range(0.2, 0.8))
	check.Forward(t, colorful.Color.BlendRgb, dColorfulColorBlendRgb, check.Tol(1e-6), check.Range(0.2, 0.8), check.Range(0.2, 0.8), check.Range(0.3, 0.7))
	check.Forward(t, colorful.Color.Hsv, dColorfulColorHsv, check.Tol(1e-6), check.Range(0.2, 0.8))
	check.Forward(t, colorful.Hsv, dColorfulHsv, check.Tol(1e-6), check.Range(0.3, 0.7), check.Range(0.3, 0.7), check.Range(0.3, 0.7))
	check.Forward(t, colorful.Color.BlendHsv, dColorfulColorBlendHsv, check.Tol(1e-6), check.Range(0.2, 0.8), check.Range(0.2, 0.8), check.Range(0.3, 0.7))
	check.Forward(t, colorful.Color.Hsl, dColorfulColorHsl, check.Tol(1e-6), check.Range(0.2, 0.8))
	check.Forward(t, colorful.Hsl, dColorfulHsl, check.Tol(1e-6), check.Range(0.3, 0.7), check.Range(0.3, 0.7), check.Range(0.3, 0.7))
	check.Forward(t, colorful.Color.LinearRgb, dColorfulColorLinearRgb, check.Tol(1e-6), check.Range(0.2, 0.8))
	check.Forward(t, colorful.Color.FastLinearRgb, dColorfulColorFastLinearRgb, check.Tol(1e-6), check.Range(0.2, 0.8))
	check.Forward(t, colorful.LinearRgb, dColorfulLinearRgb, check.Tol(1e-6), check.Range(0.3, 0.7), check.Range(0.3, 0.7), check.Range(0.3, 0.7))
	check.Forward(t, colorful.FastLinearRgb, dColorfulFastLinearRgb, check.Tol(1e-6), check.Range(0.3, 0.7), check.Range(0.3, 0.7), check.Range(0.3, 0.7))
	check.Forward(t, colorful.XyzToLinearRgb, dColorfulXyzToLinearRgb, check.Tol(1e-6), check.Range(0.3, 0.7), check.Range(0.3, 0.7), check.Range(0.3, 0.7))
	check.Forward(t, colorful.LinearRgbToXyz, dColorfulLinearRgbToXyz, check.Tol(1e-6), check.Range(0.3, 0.7), check.Range(0.3, 0.7), check.Range(0.3, 0.7))
	check.Forward(t, colorful.Color.BlendLinearRgb, dColorfulColorBlendLinearRgb, check.Tol(1e-6), check.Range(0.2, 0.8), check.Range(0.2, 0.8), check.Range(0.3, 0.7))
	check.Forward(t, colorful.Color.Xyz, dColorfulColorXyz, check.Tol(1e-6), check.Range(0.2, 0.8))
	check.Forward(t, colorful.Xyz, dColorfulXyz, check.Tol(1e-6), check.Range(0.3, 0.7), check.Range(0.3, 0.7), check.Range(0.3, 0.7))
	check.Forward(t, colorful.XyzToXyy, dColorfulXyzToXyy, check.Tol(1e-6), check.Range(0.3, 0.7), check.Range(0.3, 0.7), check.Range(0.3, 0.7))
	check.Forward(t, colorful.XyzToXyyWhiteRef, dColorfulXyzToXyyWhiteRef, check.Tol(1e-6), check.Range(0.3, 0.7), check.Range(0.3, 0.7), check.Range(0.3, 0.7), check.Range(0.8, 1.1))
	check.Forward(t, colorful.XyyToXyz, dColorfulXyyToXyz, check.Tol(1e-6), check.Range(0.3, 0.7), check.Range(0.3, 0.7), check.Range(0.3, 0.7))
	check.Forward(t, colorful.Color.Xyy, dColorfulColorXyy, check.Tol(1e-6), check.Range(0.2, 0.8))
	check.Forward(t, colorful.Color.XyyWhiteRef, dColorfulColorXyyWhiteRef, check.Tol(1e-6), check.Range(0.2, 0.8), check.Range(0.8, 1.1))
	check.Forward(t, colorful.Xyy, dColorfulXyy, check.Tol(1e-6), check.Range(0.3, 0.7), check.Range(0.3, 0.7), check.Range(0.3, 0.7))
	check.Forward(t, colorful.XyzToLab, dColorfulXyzToLab, check.Tol(1e-6), check.Range(0.3, 0.7), check.Range(0.3, 0.7), check.Range(0.3, 0.7))
	check.Forward(t, colorful.XyzToLabWhiteRef, dColorfulXyzToLabWhiteRef, check.Tol(1e-6), check.Range(0.3, 0.7), check.Range(0.3, 0.7), check.Range(0.3, 0.7), check.Range(0.8, 1.1))
	check.Forward(t, colorful.LabToXyz, dColorfulLabToXyz, check.Tol(1e-6), check.Range(0.3, 0.7), check.Range(0.3, 0.7), check.Range(0.3, 0.7))
	check.Forward(t, colorful.LabToXyzWhiteRef, dColorfulLabToXyzWhiteRef, check.Tol(1e-6), check.Range(0.3, 0.7), check.Range(0.3, 0.7), check.Range(0.3, 0.7), check.Range(0.8, 1.1))
	check.Forward(t, colorful.Color.Lab, dColorfulColorLab, check.Tol(1e-6), check.Range(0.2, 0.8))
	check.Forward(t, colorful.Color.LabWhiteRef, dColorfulColorLabWhiteRef, check.Tol(1e-6), check.Range(0.2, 0.8), check.Range(0.8, 1.1))
	check.Forward(t, colorful.Lab, dColorfulLab, check.Tol(1e-6), check.Range(0.3, 0.7), check.Range(0.3, 0.7), check.Range(0.3, 0.7))
	check.Forward(t, colorful.LabWhiteRef, dColorfulLabWhiteRef, check.Tol(1e-6), check.Range(0.3, 0.7), check.Range(0.3, 0.7), check.Range(0.3, 0.7), check.Range(0.8, 1.1))
	check.Forward(t, colorful.Color.DistanceLab, dColorfulColorDistanceLab, check.Tol(1e-6), check.Range(0.2, 0.8), check.Range(0.2, 0.8))
	check.Forward(t, colorful.Color.DistanceCIE76, dColorfulColorDistanceCIE76, check.Tol(1e-6), check.Range(0.2, 0.8), check.Range(0.2, 0.8))
	check.Forward(t, colorful.Color.DistanceCIE94, dColorfulColorDistanceCIE94, check.Tol(1e-6), check.Range(0.2, 0.8), check.Range(0.2, 0.8))
	check.Forward(t, colorful.Color.DistanceCIEDE2000, dColorfulColorDistanceCIEDE2000, check.Tol(1e-6), check.Range(0.2, 0.8), check.Range(0.2, 0.8))
	check.Forward(t, colorful.Color.DistanceCIEDE2000klch, dColorfulColorDistanceCIEDE2000klch, check.Tol(1e-6), check.Range(0.2, 0.8), check.Range(0.2, 0.8), check.Range(0.3, 0.7), check.Range(0.3, 0.7), check.Range(0.3, 0.7))
	check.Forward(t, colorful.Color.BlendLab, dColorfulColorBlendLab, check.Tol(1e-6), check.Range(0.2, 0.8), check.Range(0.2, 0.8), check.Range(0.3, 0.7))
	check.Forward(t, colorful.XyzToLuv, dColorfulXyzToLuv, check.Tol(1e-6), check.Range(0.3, 0.7), check.Range(0.3, 0.7), check.Range(0.3, 0.7))
	check.Forward(t, colorful.XyzToLuvWhiteRef, dColorfulXyzToLuvWhiteRef, check.Tol(1e-6), check.Range(0.3, 0.7), check.Range(0.3, 0.7), check.Range(0.3, 0.7), check.Range(0.8, 1.1))
	check.Forward(t, colorful.LuvToXyz, dColorfulLuvToXyz, check.Tol(1e-6), check.Range(0.3, 0.7), check.Range(0.3, 0.7), check.Range(0.3, 0.7))
	check.Forward(t, colorful.LuvToXyzWhiteRef, dColorfulLuvToXyzWhiteRef, check.Tol(1e-6), check.Range(0.3, 0.7), check.Range(0.3, 0.7), check.Range(0.3, 0.7), check.Range(0.8, 1.1))
	check.Forward(t, colorful.Color.Luv, dColorfulColorLuv, check.Tol(1e-6), check.Range(0.2, 0.8))
	check.Forward(t, colorful.Color.LuvWhiteRef, dColorfulColorLuvWhiteRef, check.Tol(1e-6), check.Range(0.2, 0.8), check.Range(0.8, 1.1))
	check.Forward(t, colorful.Luv, dColorfulLuv, check.Tol(1e-6), check.Range(0.3, 0.7), check.Range(0.3, 0.7), check.Range(0.3, 0.7))
	check.Forward(t, colorful.LuvWhiteRef, dColorfulLuvWhiteRef, check.Tol(1e-6), check.Range(0.3, 0.7), check.Range(0.3, 0.7), check.Range(0.3, 0.7), check.Range(0.8, 1.1))
	check.Forward(t, colorful.Color.DistanceLuv, dColorfulColorDistanceLuv, check.Tol(1e-6), check.Range(0.2, 0.8), check.Range(0.2, 0.8))
	check.Forward(t, colorful.Color.BlendLuv, dColorfulColorBlendLuv, check.Tol(1e-6), check.Range(0.2, 0.8), check.Range(0.2, 0.8), check.Range(0.3, 0.7))
	check.Forward(t, colorful.Color.Hcl, dColorfulColorHcl, check.Tol(1e-6), check.Range(0.2, 0.8))
	check.Forward(t, colorful.LabToHcl, dColorfulLabToHcl, check.Tol(1e-6), check.Range(0.3, 0.7), check.Range(0.3, 0.7), check.Range(0.3, 0.7))
	check.Forward(t, colorful.Color.HclWhiteRef, dColorfulColorHclWhiteRef, check.Tol(1e-6), check.Range(0.2, 0.8), check.Range(0.8, 1.1))
	check.Forward(t, colorful.Hcl, dColorfulHcl, check.Tol(1e-6), check.Range(0.3, 0.7), check.Range(0.3, 0.7), check.Range(0.3, 0.7))
	check.Forward(t, colorful.HclToLab, dColorfulHclToLab, check.Tol(1e-6), check.Range(0.3, 0.7), check.Range(0.3, 0.7), check.Range(0.3, 0.7))
	check.Forward(t, colorful.HclWhiteRef, dColorfulHclWhiteRef, check.Tol(1e-6), check.Range(0.3, 0.7), check.Range(0.3, 0.7), check.Range(0.3, 0.7), check.Range(0.8, 1.1))
	check.Forward(t, colorful.Color.BlendHcl, dColorfulColorBlendHcl, check.Tol(1e-6), check.Range(0.2, 0.8), check.Range(0.2, 0.8), check.Range(0.3, 0.7))
	check.Forward(t, colorful.Color.LuvLCh, dColorfulColorLuvLCh, check.Tol(1e-6), check.Range(0.2, 0.8))
	check.Forward(t, colorful.LuvToLuvLCh, dColorfulLuvToLuvLCh, check.Tol(1e-6), check.Range(0.3, 0.7), check.Range(0.3, 0.7), check.Range(0.3, 0.7))
	check.Forward(t, colorful.Color.LuvLChWhiteRef, dColorfulColorLuvLChWhiteRef, check.Tol(1e-6), check.Range(0.2, 0.8), check.Range(0.8, 1.1))
	check.Forward(t, colorful.LuvLCh, dColorfulLuvLCh, check.Tol(1e-6), check.Range(0.3, 0.7), check.Range(0.3, 0.7), check.Range(0.3, 0.7))
	check.Forward(t, colorful.LuvLChToLuv, dColorfulLuvLChToLuv, check.Tol(1e-6), check.Range(0.3, 0.7), check.Range(0.3, 0.7), check.Range(0.3, 0.7))
	check.Forward(t, colorful.LuvLChWhiteRef, dColorfulLuvLChWhiteRef, check.Tol(1e-6), check.Range(0.3, 0.7), check.Range(0.3, 0.7), check.Range(0.3, 0.7), check.Range(0.8, 1.1))
	check.Forward(t, colorful.Color.BlendLuvLCh, dColorfulColorBlendLuvLCh, check.Tol(1e-6), check.Range(0.2, 0.8), check.Range(0.2, 0.8), check.Range(0.3, 0.7))
	check.Forward(t, colorful.Color.OkLab, dColorfulColorOkLab, check.Tol(1e-6), check.Range(0.2, 0.8))
	check.Forward(t, colorful.OkLab, dColorfulOkLab, check.Tol(1e-6), check.Range(0.3, 0.7), check.Range(0.3, 0.7), check.Range(0.3, 0.7))
	check.Forward(t, colorful.XyzToOkLab, dColorfulXyzToOkLab, check.Tol(1e-6), check.Range(0.3, 0.7), check.Range(0.3, 0.7), check.Range(0.3, 0.7))
	check.Forward(t, colorful.OkLabToXyz, dColorfulOkLabToXyz, check.Tol(1e-6), check.Range(0.3, 0.7), check.Range(0.3, 0.7), check.Range(0.3, 0.7))
	check.Forward(t, colorful.Color.BlendOkLab, dColorfulColorBlendOkLab, check.Tol(1e-6), check.Range(0.2, 0.8), check.Range(0.2, 0.8), check.Range(0.3, 0.7))
	check.Forward(t, colorful.Color.OkLch, dColorfulColorOkLch, check.Tol(1e-6), check.Range(0.2, 0.8))
	check.Forward(t, colorful.OkLch, dColorfulOkLch, check.Tol(1e-6), check.Range(0.3, 0.7), check.Range(0.3, 0.7), check.Range(0.3, 0.7))
	check.Forward(t, colorful.XyzToOkLch, dColorfulXyzToOkLch, check.Tol(1e-6), check.Range(0.3, 0.7), check.Range(0.3, 0.7), check.Range(0.3, 0.7))
	check.Forward(t, colorful.OkLchToXyz, dColorfulOkLchToXyz, check.Tol(1e-6), check.Range(0.3, 0.7), check.Range(0.3, 0.7), check.Range(0.3, 0.7))
	check.Forward(t, colorful.OkLabToOkLch, dColorfulOkLabToOkLch, check.Tol(1e-6), check.Range(0.3, 0.7), check.Range(0.3, 0.7), check.Range(0.3, 0.7))
	check.Forward(t, colorful.OkLchToOkLab, dColorfulOkLchToOkLab, check.Tol(1e-6), check.Range(0.3, 0.7), check.Range(0.3, 0.7), check.Range(0.3, 0.7))
	check.Forward(t, colorful.Color.BlendOkLch, dColorfulColorBlendOkLch, check.Tol(1e-6), check.Range(0.2, 0.8), check.Range(0.2, 0.8), check.Range(0.3, 0.7))
	check.Forward(t, colorful.LuvLChToHSLuv, dColorfulLuvLChToHSLuv, check.Tol(1e-6), check.Range(0.3, 0.7), check.Range(0.3, 0.7), check.Range(0.3, 0.7))
	check.Forward(t, colorful.HSLuvToLuvLCh, dColorfulHSLuvToLuvLCh, check.Tol(1e-6), check.Range(0.3, 0.7), check.Range(0.3, 0.7), check.Range(0.3, 0.7))
	check.Forward(t, colorful.LuvLChToHPLuv, dColorfulLuvLChToHPLuv, check.Tol(1e-6), check.Range(0.3, 0.7), check.Range(0.3, 0.7), check.Range(0.3, 0.7))
	check.Forward(t, colorful.HPLuvToLuvLCh, dColorfulHPLuvToLuvLCh, check.Tol(1e-6), check.Range(0.3, 0.7), check.Range(0.3, 0.7), check.Range(0.3, 0.7))
	check.Forward(t, colorful.HSLuv, dColorfulHSLuv, check.Tol(1e-6), check.Range(0.3, 0.7), check.Range(0.3, 0.7), check.Range(0.3, 0.7))
	check.Forward(t, colorful.HPLuv, dColorfulHPLuv, check.Tol(1e-6), check.Range(0.3, 0.7), check.Range(0.3, 0.7), check.Range(0.3, 0.7))
	check.Forward(t, colorful.Color.HSLuv, dColorfulColorHSLuv, check.Tol(1e-6), check.Range(0.2, 0.8))
	check.Forward(t, colorful.Color.HPLuv, dColorfulColorHPLuv, check.Tol(1e-6), check.Range(0.2, 0.8))
	check.Forward(t, colorful.Color.DistanceHSLuv, dColorfulColorDistanceHSLuv, check.Tol(1e-6), check.Range(0.2, 0.8), check.Range(0.2, 0.8))
	check.Forward(t, colorful.Color.DistanceHPLuv, dColorfulColorDistanceHPLuv, check.Tol(1e-6), check.Range(0.2, 0.8), check.Range(0.2, 0.8))
}
