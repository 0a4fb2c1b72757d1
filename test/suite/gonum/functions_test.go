// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Objectives for optimizers.

package gonum

import (
	"testing"

	"goenzyme/suite/check"
	"gonum.org/v1/gonum/optimize/functions"
)

//go:autodiff functions.Beale.Func Forward
func dBeale(f functions.Beale, x, dx []float64) (float64, float64)

//go:autodiff functions.BiggsEXP2.Func Forward
func dBiggsEXP2(f functions.BiggsEXP2, x, dx []float64) (float64, float64)

//go:autodiff functions.BiggsEXP3.Func Forward
func dBiggsEXP3(f functions.BiggsEXP3, x, dx []float64) (float64, float64)

//go:autodiff functions.BiggsEXP4.Func Forward
func dBiggsEXP4(f functions.BiggsEXP4, x, dx []float64) (float64, float64)

//go:autodiff functions.BiggsEXP5.Func Forward
func dBiggsEXP5(f functions.BiggsEXP5, x, dx []float64) (float64, float64)

//go:autodiff functions.BiggsEXP6.Func Forward
func dBiggsEXP6(f functions.BiggsEXP6, x, dx []float64) (float64, float64)

//go:autodiff functions.Box3D.Func Forward
func dBox3D(f functions.Box3D, x, dx []float64) (float64, float64)

//go:autodiff functions.BraninHoo.Func Forward
func dBraninHoo(f functions.BraninHoo, x, dx []float64) (float64, float64)

//go:autodiff functions.BrownBadlyScaled.Func Forward
func dBrownBadlyScaled(f functions.BrownBadlyScaled, x, dx []float64) (float64, float64)

//go:autodiff functions.BrownAndDennis.Func Forward
func dBrownAndDennis(f functions.BrownAndDennis, x, dx []float64) (float64, float64)

//go:autodiff functions.ExtendedPowellSingular.Func Forward
func dExtendedPowellSingular(f functions.ExtendedPowellSingular, x, dx []float64) (float64, float64)

//go:autodiff functions.ExtendedRosenbrock.Func Forward
func dExtendedRosenbrock(f functions.ExtendedRosenbrock, x, dx []float64) (float64, float64)

//go:autodiff functions.Gaussian.Func Forward
func dGaussian(f functions.Gaussian, x, dx []float64) (float64, float64)

//go:autodiff functions.GulfResearchAndDevelopment.Func Forward
func dGulfResearchAndDevelopment(f functions.GulfResearchAndDevelopment, x, dx []float64) (float64, float64)

//go:autodiff functions.HelicalValley.Func Forward
func dHelicalValley(f functions.HelicalValley, x, dx []float64) (float64, float64)

//go:autodiff functions.PenaltyI.Func Forward
func dPenaltyI(f functions.PenaltyI, x, dx []float64) (float64, float64)

//go:autodiff functions.PenaltyII.Func Forward
func dPenaltyII(f functions.PenaltyII, x, dx []float64) (float64, float64)

//go:autodiff functions.PowellBadlyScaled.Func Forward
func dPowellBadlyScaled(f functions.PowellBadlyScaled, x, dx []float64) (float64, float64)

//go:autodiff functions.Sphere.Func Forward
func dSphere(f functions.Sphere, x, dx []float64) (float64, float64)

//go:autodiff functions.Trigonometric.Func Forward
func dTrigonometric(f functions.Trigonometric, x, dx []float64) (float64, float64)

//go:autodiff functions.VariablyDimensioned.Func Forward
func dVariablyDimensioned(f functions.VariablyDimensioned, x, dx []float64) (float64, float64)

//go:autodiff functions.Watson.Func Forward
func dWatson(f functions.Watson, x, dx []float64) (float64, float64)

//go:autodiff functions.Wood.Func Forward
func dWood(f functions.Wood, x, dx []float64) (float64, float64)

//go:autodiff functions.ConcaveRight.Func Forward
func dConcaveRight(f functions.ConcaveRight, x, dx []float64) (float64, float64)

//go:autodiff functions.ConcaveLeft.Func Forward
func dConcaveLeft(f functions.ConcaveLeft, x, dx []float64) (float64, float64)

//go:autodiff functions.Plassmann.Func Forward Const Dual Dual
func dPlassmann(f functions.Plassmann, x, dx []float64) (float64, float64)

//go:autodiff functions.YanaiOzawaKaneko.Func Forward Const Dual Dual
func dYanaiOzawaKaneko(f functions.YanaiOzawaKaneko, x, dx []float64) (float64, float64)

//go:autodiff functions.Ackley.Func Forward
func dAckley(f functions.Ackley, x, dx []float64) (float64, float64)

//go:autodiff functions.Bukin6.Func Forward
func dBukin6(f functions.Bukin6, x, dx []float64) (float64, float64)

//go:autodiff functions.CamelThree.Func Forward
func dCamelThree(f functions.CamelThree, x, dx []float64) (float64, float64)

//go:autodiff functions.CamelSix.Func Forward
func dCamelSix(f functions.CamelSix, x, dx []float64) (float64, float64)

//go:autodiff functions.CrossInTray.Func Forward
func dCrossInTray(f functions.CrossInTray, x, dx []float64) (float64, float64)

//go:autodiff functions.DixonPrice.Func Forward
func dDixonPrice(f functions.DixonPrice, x, dx []float64) (float64, float64)

//go:autodiff functions.DropWave.Func Forward
func dDropWave(f functions.DropWave, x, dx []float64) (float64, float64)

//go:autodiff functions.Eggholder.Func Forward
func dEggholder(f functions.Eggholder, x, dx []float64) (float64, float64)

//go:autodiff functions.GramacyLee.Func Forward
func dGramacyLee(f functions.GramacyLee, x, dx []float64) (float64, float64)

//go:autodiff functions.Griewank.Func Forward
func dGriewank(f functions.Griewank, x, dx []float64) (float64, float64)

//go:autodiff functions.HolderTable.Func Forward
func dHolderTable(f functions.HolderTable, x, dx []float64) (float64, float64)

//go:autodiff functions.Langermann2.Func Forward
func dLangermann2(f functions.Langermann2, x, dx []float64) (float64, float64)

//go:autodiff functions.Levy.Func Forward
func dLevy(f functions.Levy, x, dx []float64) (float64, float64)

//go:autodiff functions.Levy13.Func Forward
func dLevy13(f functions.Levy13, x, dx []float64) (float64, float64)

//go:autodiff functions.Rastrigin.Func Forward
func dRastrigin(f functions.Rastrigin, x, dx []float64) (float64, float64)

//go:autodiff functions.Schaffer2.Func Forward
func dSchaffer2(f functions.Schaffer2, x, dx []float64) (float64, float64)

//go:autodiff functions.Schaffer4.Func Forward
func dSchaffer4(f functions.Schaffer4, x, dx []float64) (float64, float64)

//go:autodiff functions.Schwefel.Func Forward
func dSchwefel(f functions.Schwefel, x, dx []float64) (float64, float64)

//go:autodiff functions.Shubert.Func Forward
func dShubert(f functions.Shubert, x, dx []float64) (float64, float64)

func TestFunctions(t *testing.T) {
	check.Forward(t, functions.Beale.Func, dBeale, functions.Beale{}, check.Vec(2, 0.3, 1.4), check.Tol(1e-6))
	check.Forward(t, functions.BiggsEXP2.Func, dBiggsEXP2, functions.BiggsEXP2{}, check.Vec(2, 0.3, 1.4), check.Tol(1e-6))
	check.Forward(t, functions.BiggsEXP3.Func, dBiggsEXP3, functions.BiggsEXP3{}, check.Vec(3, 0.3, 1.4), check.Tol(1e-6))
	check.Forward(t, functions.BiggsEXP4.Func, dBiggsEXP4, functions.BiggsEXP4{}, check.Vec(4, 0.3, 1.4), check.Tol(1e-6))
	check.Forward(t, functions.BiggsEXP5.Func, dBiggsEXP5, functions.BiggsEXP5{}, check.Vec(5, 0.3, 1.4), check.Tol(1e-6))
	check.Forward(t, functions.BiggsEXP6.Func, dBiggsEXP6, functions.BiggsEXP6{}, check.Vec(6, 0.3, 1.4), check.Tol(1e-6))
	check.Forward(t, functions.Box3D.Func, dBox3D, functions.Box3D{}, check.Vec(3, 0.3, 1.4), check.Tol(1e-6))
	check.Forward(t, functions.BraninHoo.Func, dBraninHoo, functions.BraninHoo{}, check.Vec(2, 0.3, 1.4), check.Tol(1e-6))
	check.Forward(t, functions.BrownBadlyScaled.Func, dBrownBadlyScaled, functions.BrownBadlyScaled{}, check.Vec(2, 0.3, 1.4), check.Tol(1e-6))
	check.Forward(t, functions.BrownAndDennis.Func, dBrownAndDennis, functions.BrownAndDennis{}, check.Vec(4, 0.3, 1.4), check.Tol(1e-6))
	check.Forward(t, functions.ExtendedPowellSingular.Func, dExtendedPowellSingular, functions.ExtendedPowellSingular{}, check.Vec(4, 0.3, 1.4), check.Tol(1e-6))
	check.Forward(t, functions.ExtendedRosenbrock.Func, dExtendedRosenbrock, functions.ExtendedRosenbrock{}, check.Vec(5, 0.3, 1.4), check.Tol(1e-6))
	check.Forward(t, functions.Gaussian.Func, dGaussian, functions.Gaussian{}, check.Vec(3, 0.3, 1.4), check.Tol(1e-6))
	check.Forward(t, functions.GulfResearchAndDevelopment.Func, dGulfResearchAndDevelopment, functions.GulfResearchAndDevelopment{}, check.Vec(3, 0.3, 1.4), check.Tol(1e-6))
	check.Forward(t, functions.HelicalValley.Func, dHelicalValley, functions.HelicalValley{}, check.Vec(3, 0.3, 1.4), check.Tol(1e-6))
	check.Forward(t, functions.PenaltyI.Func, dPenaltyI, functions.PenaltyI{}, check.Vec(4, 0.3, 1.4), check.Tol(1e-6))
	check.Forward(t, functions.PenaltyII.Func, dPenaltyII, functions.PenaltyII{}, check.Vec(4, 0.3, 1.4), check.Tol(1e-6))
	check.Forward(t, functions.PowellBadlyScaled.Func, dPowellBadlyScaled, functions.PowellBadlyScaled{}, check.Vec(2, 0.3, 1.4), check.Tol(1e-6))
	check.Forward(t, functions.Sphere.Func, dSphere, functions.Sphere{}, check.Vec(3, 0.3, 1.4), check.Tol(1e-6))
	check.Forward(t, functions.Trigonometric.Func, dTrigonometric, functions.Trigonometric{}, check.Vec(4, 0.3, 1.4), check.Tol(1e-6))
	check.Forward(t, functions.VariablyDimensioned.Func, dVariablyDimensioned, functions.VariablyDimensioned{}, check.Vec(4, 0.3, 1.4), check.Tol(1e-6))
	check.Forward(t, functions.Watson.Func, dWatson, functions.Watson{}, check.Vec(6, 0.3, 1.4), check.Tol(1e-6))
	check.Forward(t, functions.Wood.Func, dWood, functions.Wood{}, check.Vec(4, 0.3, 1.4), check.Tol(1e-6))
	check.Forward(t, functions.ConcaveRight.Func, dConcaveRight, functions.ConcaveRight{}, check.Vec(1, 0.3, 1.4), check.Tol(1e-6))
	check.Forward(t, functions.ConcaveLeft.Func, dConcaveLeft, functions.ConcaveLeft{}, check.Vec(1, 0.3, 1.4), check.Tol(1e-6))
	check.Forward(t, functions.Plassmann.Func, dPlassmann, check.Acts("Const Dual Dual"), functions.Plassmann{L: 5, Beta: 0.3}, check.Vec(1, 0.3, 1.4))
	check.Forward(t, functions.YanaiOzawaKaneko.Func, dYanaiOzawaKaneko, check.Acts("Const Dual Dual"), functions.YanaiOzawaKaneko{Beta1: 0.5, Beta2: 0.7}, check.Vec(1, 0.3, 1.4))
	check.Forward(t, functions.Ackley.Func, dAckley, functions.Ackley{}, check.Vec(3, 0.3, 1.4), check.Tol(1e-6))
	check.Forward(t, functions.Bukin6.Func, dBukin6, functions.Bukin6{}, check.Vec(2, 0.3, 1.4), check.Tol(1e-6))
	check.Forward(t, functions.CamelThree.Func, dCamelThree, functions.CamelThree{}, check.Vec(2, 0.3, 1.4), check.Tol(1e-6))
	check.Forward(t, functions.CamelSix.Func, dCamelSix, functions.CamelSix{}, check.Vec(2, 0.3, 1.4), check.Tol(1e-6))
	check.Forward(t, functions.CrossInTray.Func, dCrossInTray, functions.CrossInTray{}, check.Vec(2, 0.3, 1.4), check.Tol(1e-6))
	check.Forward(t, functions.DixonPrice.Func, dDixonPrice, functions.DixonPrice{}, check.Vec(3, 0.3, 1.4), check.Tol(1e-6))
	check.Forward(t, functions.DropWave.Func, dDropWave, functions.DropWave{}, check.Vec(2, 0.3, 1.4), check.Tol(1e-6))
	check.Forward(t, functions.Eggholder.Func, dEggholder, functions.Eggholder{}, check.Vec(2, 0.3, 1.4), check.Tol(1e-6))
	check.Forward(t, functions.GramacyLee.Func, dGramacyLee, functions.GramacyLee{}, check.Vec(1, 0.3, 1.4), check.Tol(1e-6))
	check.Forward(t, functions.Griewank.Func, dGriewank, functions.Griewank{}, check.Vec(3, 0.3, 1.4), check.Tol(1e-6))
	check.Forward(t, functions.HolderTable.Func, dHolderTable, functions.HolderTable{}, check.Vec(2, 0.3, 1.4), check.Tol(1e-6))
	check.Forward(t, functions.Langermann2.Func, dLangermann2, functions.Langermann2{}, check.Vec(2, 0.3, 1.4), check.Tol(1e-6))
	check.Forward(t, functions.Levy.Func, dLevy, functions.Levy{}, check.Vec(3, 0.3, 1.4), check.Tol(1e-6))
	check.Forward(t, functions.Levy13.Func, dLevy13, functions.Levy13{}, check.Vec(2, 0.3, 1.4), check.Tol(1e-6))
	check.Forward(t, functions.Rastrigin.Func, dRastrigin, functions.Rastrigin{}, check.Vec(3, 0.3, 1.4), check.Tol(1e-6))
	check.Forward(t, functions.Schaffer2.Func, dSchaffer2, functions.Schaffer2{}, check.Vec(2, 0.3, 1.4), check.Tol(1e-6))
	check.Forward(t, functions.Schaffer4.Func, dSchaffer4, functions.Schaffer4{}, check.Vec(2, 0.3, 1.4), check.Tol(1e-6))
	check.Forward(t, functions.Schwefel.Func, dSchwefel, functions.Schwefel{}, check.Vec(3, 0.3, 1.4), check.Tol(1e-6))
	check.Forward(t, functions.Shubert.Func, dShubert, functions.Shubert{}, check.Vec(2, 0.3, 1.4), check.Tol(1e-6))
}
