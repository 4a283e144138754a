"""What holds the sentences of unit 5, part 5. How it is run: tests/test_claims.py."""
# ruff: noqa: F821, E402 (the names are the lesson's, imports stand where they are used)

# %% after slide
given("Unit 5, part 5 of 6 · about 25 minutes")
given("A coin has 0.5")
holds(
    "On 10,000 clients our net beats logistic regression by ten points of AUC",
    len(test.X) == 10_000,
)
holds("Both models train on 2,000 clients", len(train.X) == 2000)
auc_net = roc_auc_score(test.defaulted, net.predict_proba(test.X)[:, 1])
auc_default = roc_auc_score(test.defaulted, default.predict_proba(test.X)[:, 1])
holds("by ten points of AUC", 0.09 < auc_net - auc_default < 0.13)
holds(
    "0.767 against 0.663: the slide is right",
    stated={"0.767": auc_net, "0.663": auc_default},
)

# %% after steps
from baseline import CODES, signed_log
from sklearn.compose import make_column_transformer
from sklearn.preprocessing import FunctionTransformer, OneHotEncoder

answer_is("closes most of the gap", "scaling")
gained = auc.diff()
holds(
    "Scaling closes 0.063 of the gap and encoding another 0.039. The net adds 0.002",
    gained["scaling"] > gained["encoding"] + 0.005 and gained["encoding"] > 0.025,
    {"0.063": gained["scaling"], "0.039": gained["encoding"], "0.002": gained["the net"]},
)
holds("The net adds 0.002", abs(gained["the net"]) < 0.008)
logs = make_column_transformer(
    (OneHotEncoder(handle_unknown="infrequent_if_exist", min_frequency=5), CODES),
    remainder=FunctionTransformer(signed_log),
    sparse_threshold=0,
)
unscaled = make_pipeline(logs, LogisticRegression(max_iter=5000)).fit(*train)
on_encoded = auc["encoding"] - roc_auc_score(test.defaulted, unscaled.predict_proba(test.X)[:, 1])
holds(
    "The shares belong to this order: on encoded columns scaling adds little",
    abs(on_encoded) < gained["scaling"] / 2,
    here=abs(on_encoded) < 0.005,
)
holds(
    "The four trials add nearly nothing here",
    -0.002 < gained["four trials"] < 0.01,
    here=gained["four trials"] < 0.001,
)
holds(
    "Nearly the whole lead of ten points was preparation",
    gained[["scaling", "encoding"]].sum() > 0.85 * (auc["the net"] - auc["as it comes"]),
)
holds("The tuned logistic regression has 0.766", stated={"0.766": auc["four trials"]})

assert all(model[-1].n_iter_[0] < 100 for model in (scaled, encoded.fit(*train)))
assert tuned.best_estimator_[-1].n_iter_[0] < 100

# %% after arrives
holds(
    "the optimiser stopped at its limit of 100 iterations",
    default.n_iter_[0] == default.max_iter == 100,
)
holds(
    "A patient one arrives after some 13,000, at the same 0.726",
    12_500 < patient.n_iter_[0] < 13_500 and abs(patient_auc - auc["scaling"]) < 0.0015,
    {"0.726": patient_auc},
    here=abs(patient_auc - auc["scaling"]) < 0.0001,
)

# %% after default-net
answer_is("AUC of the net as it comes", 0.71)
holds(
    'Now logistic regression "beats the net by five points"',
    0.035 < auc["four trials"] - default_auc < 0.08,
    here=0.045 < auc["four trials"] - default_auc < 0.055,
)
holds(
    "The default net trains for up to 200 epochs with hardly any decay, and it overfits: "
    "on its own training clients it has 0.957",
    default_net[-1].max_iter == 200 and default_net[-1].alpha < 0.001 and seen > default_auc + 0.2,
    {"0.957": seen},
)
holds("the net leads by 0.002", stated={"0.002": auc["the net"] - auc["four trials"]})
given("we also do it with the first 250 of them only")
given("How many times as wide is the interval with 250 clients as with 10,000?")

# %% after widths
answer_is("times as wide", 6)
times = width["250 clients"] / width["10,000 clients"]
holds(
    "A fortieth of the clients makes the interval about six times as wide, the root of 40",
    4.2 < times < 10,
    {"40": 10_000 / 250},
)
holds(
    "All three intervals hold zero, the last one just",
    here=((leads["low"] < 0) & (leads["high"] > 0)).all() and leads.iloc[-1]["low"] > -0.001,
)
holds(
    "A colleague has only the 250 clients. "
    'He reports: "no significant difference, so the models are equal." '
    "But his interval reaches up to 0.017",
    leads.loc["250 clients", "high"] > 0.01,
    {"0.017": leads.loc["250 clients", "high"]},
)
given("Let it be 0.01")
given("Schuirmann 1987")
given("he asks it of a 90% interval, we of a stricter 95%")
from baseline import name_verdict  # noqa: E402

verdicts = [name_verdict(low, high, 0.01) for low, high in leads[["low", "high"]].to_numpy()]
holds(
    "With 250 clients the answer is undecided. With 2,500 and with 10,000 it is equivalent",
    verdicts[0] != "equivalent" and leads.loc["10,000 clients", "high"] < 0.012,
    here=verdicts == ["undecided", "equivalent", "equivalent"],
)
given("0.01 is our assumption")
given("(unit 1)")

# %% after contests
answer_is("contests in which the net is ahead", 6)
given("each with 2,000 other training clients")
given("Unlike the splits of part 4, the ten sets share no client")
given("all on the same 10,000 test clients")
from baseline import bank_clients  # noqa: E402

sets = [bank_clients(0, i) for i in range(10)]
used = [set(train_set.X.index) for train_set, _ in sets]
assert len(set.union(*used, set(sets[0][1].X.index))) == 30_000
assert all(test_set.X.index.equals(sets[0][1].X.index) for _, test_set in sets)
holds(
    "The net is ahead in six contests and behind in four",
    (ahead["net"] > 0).sum() == 6 and (ahead["net"] < 0).sum() == 4,
)
low, high = mean - half, mean + half
holds(
    "The mean lead is 0.001, and its interval, -0.002 to 0.004, lies within the margin",
    low["net"] > -0.01 and high["net"] < 0.01,
    {"0.001": mean["net"], "-0.002": low["net"], "0.004": high["net"]},
)
holds(
    "The interval of boosting's mean does, too, though one of its contests lies outside",
    low["boosting"] > -0.01
    and high["boosting"] < 0.01
    and (ahead["boosting"].abs() > 0.01).sum() == 1,
)
from scipy import stats  # noqa: E402

assert abs(stats.t.isf(0.025, 9) - 2.26) < 0.005
holds(
    "With the same inputs, trials and rows the three are equivalent within a point, "
    "for 2,000 clients of this bank",
    max(high.max(), -low.min()) < 0.01,
)
given("with ten times the clients boosting leads (unit 7)")
given("Hand (2006)")
given("Ferrari Dacrema and others (2019) could reproduce 7 of 18 neural recommenders")
given("simple methods often beat 6 of the 7")
given("Lipton and Steinhardt (2018)")
given("Bouthillier and others (2021)")
tight = [name_verdict(low, high, 0.002) for low, high in leads[["low", "high"]].to_numpy()]
given("Set the margin to 0.002")
holds(
    "All three are undecided. Even with 10,000 clients the interval reaches a lead of 0.0039",
    "equivalent" not in tight,
    {"0.0039": leads.loc["10,000 clients", "high"]},
    here=tight == ["undecided"] * 3,
)
given("half the width takes four times the test clients")
given("Next: [part 6")

# the references
given("Bouthillier and others (2021")
given("Ferrari Dacrema, Cremonesi, Jannach (2019")
given("Hand (2006). [Classifier technology and the illusion of progress . Statistical Science 21")
given("Lipton, Steinhardt (2018")
given(
    "Schuirmann (1987). A comparison of the two one-sided tests procedure and the power "
    "approach for assessing the equivalence of average bioavailability. Journal of "
    "Pharmacokinetics and Biopharmaceutics 15"
)
