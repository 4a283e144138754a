# ruff: noqa
# %% wrong: scaled by the batch's own mean | feedback: computed anew
from sklearn.preprocessing import FunctionTransformer


def scale(batch):
    return ((batch - batch.mean()) / batch.std().replace(0, 1)).fillna(0)


def build_serving_pipeline(df, target):
    prepare = ColumnTransformer(
        [
            ("n", FunctionTransformer(scale), make_column_selector(dtype_include="number")),
            (
                "t",
                OneHotEncoder(handle_unknown="ignore"),
                make_column_selector(dtype_exclude="number"),
            ),
        ]
    )
    return make_pipeline(prepare, LogisticRegression()).fit(df.drop(columns=target), df[target])


# %% wrong: gaps filled with the batch's own mean | feedback: learned from df|not finite|raised
from sklearn.preprocessing import FunctionTransformer


def build_serving_pipeline(df, target):
    fill = FunctionTransformer(lambda batch: batch.fillna(batch.mean()).fillna(0))
    prepare = ColumnTransformer(
        [
            (
                "n",
                make_pipeline(fill, StandardScaler()),
                make_column_selector(dtype_include="number"),
            ),
            (
                "t",
                OneHotEncoder(handle_unknown="ignore"),
                make_column_selector(dtype_exclude="number"),
            ),
        ]
    )
    return make_pipeline(prepare, LogisticRegression()).fit(df.drop(columns=target), df[target])


# %% wrong: an imputer fitted at each call | feedback: learned from df|shape|raised
from sklearn.preprocessing import FunctionTransformer


def build_serving_pipeline(df, target):
    fill = FunctionTransformer(lambda b: SimpleImputer(keep_empty_features=True).fit_transform(b))
    prepare = ColumnTransformer(
        [
            ("n", fill, make_column_selector(dtype_include="number")),
            (
                "t",
                OneHotEncoder(handle_unknown="ignore"),
                make_column_selector(dtype_exclude="number"),
            ),
        ]
    )
    return make_pipeline(prepare, LogisticRegression()).fit(df.drop(columns=target), df[target])


# %% wrong: get_dummies at serving | feedback: raised
from sklearn.preprocessing import FunctionTransformer


def build_serving_pipeline(df, target):
    pipeline = make_pipeline(
        FunctionTransformer(pd.get_dummies), SimpleImputer(), LogisticRegression()
    )
    return pipeline.fit(df.drop(columns=target), df[target])


# %% wrong: an unknown text raises | feedback: raised.*text that df does not have
def build_serving_pipeline(df, target):
    prepare = ColumnTransformer(
        [
            ("n", SimpleImputer(), make_column_selector(dtype_include="number")),
            ("t", OneHotEncoder(), make_column_selector(dtype_exclude="number")),
        ]
    )
    return make_pipeline(prepare, LogisticRegression()).fit(df.drop(columns=target), df[target])


# %% wrong: rows with gaps are dropped at serving | feedback: missing values count|gap is answered|gaps left out|raised
from sklearn.base import BaseEstimator, ClassifierMixin


class Complete(ClassifierMixin, BaseEstimator):
    def __init__(self, model):
        self.model = model

    def fit(self, X, y):
        keep = X.notna().all(axis=1)
        self.model_ = self.model.fit(X[keep], y[keep])
        self.classes_ = self.model_.classes_
        return self

    def predict_proba(self, X):
        return self.model_.predict_proba(X.dropna())


def build_serving_pipeline(df, target):
    prepare = ColumnTransformer(
        [
            ("n", "passthrough", make_column_selector(dtype_include="number")),
            (
                "t",
                OneHotEncoder(handle_unknown="ignore", sparse_output=False),
                make_column_selector(dtype_exclude="number"),
            ),
        ]
    ).set_output(transform="pandas")
    pipeline = make_pipeline(prepare, Complete(LogisticRegression()))
    return pipeline.fit(df.drop(columns=target), df[target])


# %% wrong: trained on complete rows, no imputer | feedback: contains NaN
def build_serving_pipeline(df, target):
    df = df.dropna()
    prepare = ColumnTransformer(
        [
            ("n", StandardScaler(), make_column_selector(dtype_include="number")),
            (
                "t",
                OneHotEncoder(handle_unknown="ignore"),
                make_column_selector(dtype_exclude="number"),
            ),
        ]
    )
    return make_pipeline(prepare, LogisticRegression()).fit(df.drop(columns=target), df[target])


# %% wrong: fills only the columns that have gaps in df | feedback: raised.*missing
def build_serving_pipeline(df, target):
    X = df.drop(columns=target)
    numbers = X.select_dtypes("number").columns
    gaps = [c for c in numbers if X[c].isna().any()]
    rest = [c for c in numbers if c not in gaps]
    prepare = ColumnTransformer(
        [
            ("gaps", make_pipeline(SimpleImputer(), StandardScaler()), gaps),
            ("rest", StandardScaler(), rest),
            (
                "t",
                OneHotEncoder(handle_unknown="ignore"),
                make_column_selector(dtype_exclude="number"),
            ),
        ]
    )
    return make_pipeline(prepare, LogisticRegression()).fit(X, df[target])


# %% wrong: takes the target out of df | feedback: changed
def build_serving_pipeline(df, target):
    y = df.pop(target)
    prepare = ColumnTransformer(
        [
            ("n", SimpleImputer(), make_column_selector(dtype_include="number")),
            (
                "t",
                OneHotEncoder(handle_unknown="ignore"),
                make_column_selector(dtype_exclude="number"),
            ),
        ]
    )
    return make_pipeline(prepare, LogisticRegression()).fit(df, y)


# %% wrong: fills the gaps of df in place | feedback: changed
def build_serving_pipeline(df, target):
    for column in df.select_dtypes("number"):
        df[column] = df[column].fillna(df[column].median())
    prepare = ColumnTransformer(
        [
            ("n", SimpleImputer(), make_column_selector(dtype_include="number")),
            (
                "t",
                OneHotEncoder(handle_unknown="ignore"),
                make_column_selector(dtype_exclude="number"),
            ),
        ]
    )
    return make_pipeline(prepare, LogisticRegression()).fit(df.drop(columns=target), df[target])


# %% wrong: texts are forgotten | feedback: where the texts decide|Texts are left out
def build_serving_pipeline(df, target):
    prepare = ColumnTransformer(
        [("n", SimpleImputer(), make_column_selector(dtype_include="number"))]
    )
    return make_pipeline(prepare, LogisticRegression()).fit(df.drop(columns=target), df[target])


# %% wrong: numbers are forgotten | feedback: where the numbers decide|numbers are left out
def build_serving_pipeline(df, target):
    prepare = ColumnTransformer(
        [
            (
                "t",
                OneHotEncoder(handle_unknown="ignore"),
                make_column_selector(dtype_exclude="number"),
            )
        ]
    )
    return make_pipeline(prepare, LogisticRegression()).fit(df.drop(columns=target), df[target])


# %% wrong: only floats are numbers, ints are forgotten | feedback: one number column decides
def build_serving_pipeline(df, target):
    prepare = ColumnTransformer(
        [
            ("n", SimpleImputer(), make_column_selector(dtype_include="float")),
            (
                "t",
                OneHotEncoder(handle_unknown="ignore"),
                make_column_selector(dtype_include="str"),
            ),
        ]
    )
    return make_pipeline(prepare, LogisticRegression()).fit(df.drop(columns=target), df[target])


# %% wrong: the target is left in | feedback: without the target
def build_serving_pipeline(df, target):
    prepare = ColumnTransformer(
        [
            ("n", SimpleImputer(), make_column_selector(dtype_include="number")),
            (
                "t",
                OneHotEncoder(handle_unknown="ignore"),
                make_column_selector(dtype_exclude="number"),
            ),
        ]
    )
    return make_pipeline(prepare, LogisticRegression()).fit(df, df[target])


# %% wrong: not fitted | feedback: raised.*not fitted
def build_serving_pipeline(df, target):
    prepare = ColumnTransformer(
        [
            ("n", SimpleImputer(), make_column_selector(dtype_include="number")),
            (
                "t",
                OneHotEncoder(handle_unknown="ignore"),
                make_column_selector(dtype_exclude="number"),
            ),
        ]
    )
    return make_pipeline(prepare, LogisticRegression())


# %% wrong: the model alone, fitted on a prepared table | feedback: raised
def build_serving_pipeline(df, target):
    X = pd.get_dummies(df.drop(columns=target)).fillna(0)
    return make_pipeline(StandardScaler(), LogisticRegression()).fit(X, df[target])


# %% wrong: labels numbered anew in each batch | feedback: computed anew|raised|learned from df
from sklearn.preprocessing import FunctionTransformer, LabelEncoder


def number(batch):
    return batch.astype(str).apply(lambda column: LabelEncoder().fit_transform(column))


def build_serving_pipeline(df, target):
    prepare = ColumnTransformer(
        [
            (
                "n",
                make_pipeline(SimpleImputer(), StandardScaler()),
                make_column_selector(dtype_include="number"),
            ),
            ("t", FunctionTransformer(number), make_column_selector(dtype_exclude="number")),
        ]
    )
    return make_pipeline(prepare, LogisticRegression()).fit(df.drop(columns=target), df[target])


# %% wrong: category codes of each batch | feedback: computed anew|learned from df
from sklearn.preprocessing import FunctionTransformer


def build_serving_pipeline(df, target):
    codes = FunctionTransformer(lambda b: b.apply(lambda c: c.astype("category").cat.codes))
    prepare = ColumnTransformer(
        [
            ("n", SimpleImputer(), make_column_selector(dtype_include="number")),
            ("t", codes, make_column_selector(dtype_exclude="number")),
        ]
    )
    return make_pipeline(prepare, RandomForestClassifier(30)).fit(
        df.drop(columns=target), df[target]
    )


# %% wrong: ranks within the batch | feedback: computed anew
from sklearn.preprocessing import FunctionTransformer


def build_serving_pipeline(df, target):
    ranks = FunctionTransformer(lambda b: b.rank(pct=True).fillna(0.5))
    prepare = ColumnTransformer(
        [
            ("n", ranks, make_column_selector(dtype_include="number")),
            (
                "t",
                OneHotEncoder(handle_unknown="ignore"),
                make_column_selector(dtype_exclude="number"),
            ),
        ]
    )
    return make_pipeline(prepare, LogisticRegression()).fit(df.drop(columns=target), df[target])


# %% wrong: frequency of a text within the batch | feedback: computed anew
from sklearn.preprocessing import FunctionTransformer


def build_serving_pipeline(df, target):
    share = FunctionTransformer(
        lambda b: b.apply(lambda c: c.map(c.value_counts(normalize=True)).astype(float).fillna(0))
    )
    prepare = ColumnTransformer(
        [
            ("n", SimpleImputer(), make_column_selector(dtype_include="number")),
            ("s", share, make_column_selector(dtype_exclude="number")),
            (
                "t",
                OneHotEncoder(handle_unknown="ignore"),
                make_column_selector(dtype_exclude="number"),
            ),
        ]
    )
    return make_pipeline(prepare, LogisticRegression()).fit(df.drop(columns=target), df[target])


# %% wrong: gaps filled with the value of the row before | feedback: learned from df|not finite|raised|gap
from sklearn.preprocessing import FunctionTransformer


def build_serving_pipeline(df, target):
    fill = FunctionTransformer(lambda batch: batch.ffill().bfill().fillna(0))
    prepare = ColumnTransformer(
        [
            ("n", fill, make_column_selector(dtype_include="number")),
            (
                "t",
                OneHotEncoder(handle_unknown="ignore"),
                make_column_selector(dtype_exclude="number"),
            ),
        ]
    )
    return make_pipeline(prepare, LogisticRegression()).fit(df.drop(columns=target), df[target])


# %% wrong: learned nothing | feedback: nothing was learned|AUC
from sklearn.dummy import DummyClassifier


def build_serving_pipeline(df, target):
    return make_pipeline(DummyClassifier()).fit(df.drop(columns=target), df[target])


# %% wrong: guesses at random | feedback: AUC|computed anew
from sklearn.dummy import DummyClassifier


def build_serving_pipeline(df, target):
    return make_pipeline(DummyClassifier(strategy="uniform")).fit(
        df.drop(columns=target), df[target]
    )


# %% wrong: fitted on the target turned round | feedback: wrong way round
def build_serving_pipeline(df, target):
    prepare = ColumnTransformer(
        [
            ("n", SimpleImputer(), make_column_selector(dtype_include="number")),
            (
                "t",
                OneHotEncoder(handle_unknown="ignore"),
                make_column_selector(dtype_exclude="number"),
            ),
        ]
    )
    return make_pipeline(prepare, LogisticRegression()).fit(df.drop(columns=target), 1 - df[target])


# %% wrong: names of columns written down | feedback: names of columns|raised
def build_serving_pipeline(df, target):
    prepare = ColumnTransformer(
        [
            ("n", SimpleImputer(), ["trend", "level", "stops"]),
            ("t", OneHotEncoder(handle_unknown="ignore"), ["day", "city"]),
        ]
    )
    return make_pipeline(prepare, LogisticRegression()).fit(df.drop(columns=target), df[target])


# %% wrong: a model without probabilities | feedback: raised.*predict_proba
from sklearn.svm import LinearSVC


def build_serving_pipeline(df, target):
    prepare = ColumnTransformer(
        [
            ("n", SimpleImputer(), make_column_selector(dtype_include="number")),
            (
                "t",
                OneHotEncoder(handle_unknown="ignore"),
                make_column_selector(dtype_exclude="number"),
            ),
        ]
    )
    return make_pipeline(prepare, LinearSVC()).fit(df.drop(columns=target), df[target])


# %% wrong: a join on the label of the row | feedback: not its label|raised|not finite|differs|shape
from sklearn.base import BaseEstimator, TransformerMixin


class Joined(TransformerMixin, BaseEstimator):
    def fit(self, X, y=None):
        self.numbers_ = X.select_dtypes("number").columns
        self.texts_ = [c for c in X if c not in self.numbers_]
        self.fill_ = X[self.numbers_].median()
        self.encoder_ = OneHotEncoder(handle_unknown="ignore", sparse_output=False)
        self.encoder_.fit(X[self.texts_])
        return self

    def transform(self, X):
        words = pd.DataFrame(self.encoder_.transform(X[self.texts_]))
        return pd.concat([X[self.numbers_].fillna(self.fill_), words], axis=1).fillna(0).to_numpy()


def build_serving_pipeline(df, target):
    return make_pipeline(Joined(), LogisticRegression()).fit(df.drop(columns=target), df[target])


# %% right: gradient boosting on ordinal codes, gaps left to the trees
from sklearn.compose import make_column_transformer
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.preprocessing import OrdinalEncoder


def build_serving_pipeline(df, target):
    X, y = df.drop(columns=[target]), df[target]
    encode = OrdinalEncoder(
        handle_unknown="use_encoded_value", unknown_value=-1, encoded_missing_value=-2
    )
    prepare = make_column_transformer(
        (encode, X.select_dtypes(exclude="number").columns.tolist()), remainder="passthrough"
    )
    model = HistGradientBoostingClassifier(max_iter=40, random_state=0)
    return Pipeline([("prepare", prepare), ("model", model)]).fit(X, y)


# %% right: target encoder, a forest, all cores
from sklearn.preprocessing import TargetEncoder


def build_serving_pipeline(df, target):
    X = df.loc[:, df.columns != target]
    numbers = [c for c in X if pd.api.types.is_numeric_dtype(X[c])]
    texts = [c for c in X if c not in numbers]
    prepare = ColumnTransformer(
        [
            ("numbers", SimpleImputer(add_indicator=True), numbers),
            ("texts", TargetEncoder(target_type="binary"), texts),
        ]
    )
    model = RandomForestClassifier(60, n_jobs=-1)
    return Pipeline([("prepare", prepare), ("model", model)]).fit(X, df[target])


# %% right: constant for a missing text, minimum frequency, object selector
def build_serving_pipeline(df, target):
    texts = make_pipeline(
        SimpleImputer(strategy="constant", fill_value="missing"),
        OneHotEncoder(handle_unknown="infrequent_if_exist", min_frequency=5),
    )
    numbers = make_pipeline(SimpleImputer(strategy="mean"), StandardScaler())
    prepare = ColumnTransformer(
        [
            ("texts", texts, make_column_selector(dtype_include=["object", "str"])),
            ("numbers", numbers, make_column_selector(dtype_include=np.number)),
        ]
    )
    y = df[target].to_numpy()
    return Pipeline([("prepare", prepare), ("model", LogisticRegression(C=0.5))]).fit(
        df.drop(target, axis="columns"), y
    )


# %% right: most frequent text, nearest neighbours, nothing scaled
from sklearn.neighbors import KNeighborsClassifier


def build_serving_pipeline(df, target):
    X = df.drop(columns=target)
    numbers = X.select_dtypes(include=["int64", "float64"]).columns
    texts = X.columns.difference(numbers)
    prepare = ColumnTransformer(
        [
            ("numbers", SimpleImputer(strategy="median"), numbers),
            (
                "texts",
                make_pipeline(
                    SimpleImputer(strategy="most_frequent"), OneHotEncoder(handle_unknown="ignore")
                ),
                texts,
            ),
        ]
    )
    return make_pipeline(prepare, KNeighborsClassifier(15)).fit(X, df[target])


# %% right: a class of our own with get_dummies and reindex, naive Bayes
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.naive_bayes import GaussianNB


class Dummies(BaseEstimator, TransformerMixin):
    def fit(self, X, y=None):
        self.texts_ = X.select_dtypes(exclude="number").columns
        self.fill_ = X.select_dtypes("number").mean()
        self.columns_ = self._expand(X).columns
        return self

    def _expand(self, X):
        return pd.get_dummies(X, columns=list(self.texts_), dtype=float)

    def transform(self, X):
        return self._expand(X).reindex(columns=self.columns_, fill_value=0.0).fillna(self.fill_)


def build_serving_pipeline(df, target):
    return make_pipeline(Dummies(), GaussianNB()).fit(df.drop(columns=target), df[target])


# %% right: fillna with medians kept in a function transformer
from sklearn.preprocessing import FunctionTransformer


def build_serving_pipeline(df, target):
    X, y = df.drop(columns=target), df[target]
    medians = X.median(numeric_only=True)
    texts = X.columns.difference(medians.index)

    def fill(rows):
        rows = rows.copy()
        rows[medians.index] = rows[medians.index].astype(float).fillna(medians)
        rows[texts] = rows[texts].astype(object).where(rows[texts].notna(), "?")
        return rows

    columns = ColumnTransformer(
        [
            ("numbers", StandardScaler(), list(medians.index)),
            ("texts", OneHotEncoder(handle_unknown="ignore"), list(texts)),
        ]
    )
    return make_pipeline(FunctionTransformer(fill), columns, LogisticRegression()).fit(X, y)


# %% right: categories by name for gradient boosting, from the dtype
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.ensemble import HistGradientBoostingClassifier


class Categories(TransformerMixin, BaseEstimator):
    def fit(self, X, y=None):
        self.known_ = {
            c: pd.CategoricalDtype(sorted(X[c].dropna().unique()))
            for c in X.columns
            if not pd.api.types.is_numeric_dtype(X[c])
        }
        return self

    def transform(self, X):
        X = X.copy()
        for column in X:
            if column in self.known_:
                X[column] = pd.Categorical(X[column], dtype=self.known_[column])
            else:
                X[column] = X[column].astype(float)
        return X


def build_serving_pipeline(df, target):
    model = HistGradientBoostingClassifier(categorical_features="from_dtype", max_iter=30)
    return Pipeline([("types", Categories()), ("model", model)]).fit(
        df.drop(columns=target), df[target]
    )


# %% right: dicts and a vectorizer
from sklearn.feature_extraction import DictVectorizer
from sklearn.preprocessing import FunctionTransformer


def records(rows):
    return [
        {k: v for k, v in zip(rows.columns, row) if v is not None and v == v}
        for row in rows.itertuples(index=False, name=None)
    ]


def build_serving_pipeline(df, target):
    pipeline = Pipeline(
        [
            ("records", FunctionTransformer(records)),
            ("vectors", DictVectorizer()),
            ("model", LogisticRegression(max_iter=500)),
        ]
    )
    return pipeline.fit(df.drop(columns=target), df[target])


# %% right: a search over the regularisation, inside the pipeline
from sklearn.model_selection import GridSearchCV


def build_serving_pipeline(df, target):
    prepare = ColumnTransformer(
        [
            (
                "n",
                make_pipeline(SimpleImputer(), StandardScaler()),
                make_column_selector(dtype_include="number"),
            ),
            (
                "t",
                OneHotEncoder(handle_unknown="ignore", drop="if_binary"),
                make_column_selector(dtype_exclude="number"),
            ),
        ]
    )
    model = GridSearchCV(LogisticRegression(), {"C": [0.1, 1]}, cv=3, scoring="roc_auc")
    return make_pipeline(prepare, model).fit(df.drop(columns=target), df[target])


# %% right: gaps from neighbours, a single tree
from sklearn.impute import KNNImputer
from sklearn.preprocessing import OrdinalEncoder
from sklearn.tree import DecisionTreeClassifier


def build_serving_pipeline(df, target):
    texts = make_pipeline(
        SimpleImputer(strategy="constant", fill_value="none"),
        OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=-1),
    )
    prepare = ColumnTransformer(
        [
            ("n", KNNImputer(), make_column_selector(dtype_include="number")),
            ("t", texts, make_column_selector(dtype_exclude="number")),
        ]
    )
    model = DecisionTreeClassifier(min_samples_leaf=10)
    return make_pipeline(prepare, model).fit(df.drop(columns=target), df[target])


# %% right: ordinal codes in a linear model, boosting of stumps as a vote
from sklearn.ensemble import AdaBoostClassifier, VotingClassifier
from sklearn.preprocessing import OrdinalEncoder


def build_serving_pipeline(df, target):
    prepare = ColumnTransformer(
        [
            (
                "t",
                OrdinalEncoder(
                    handle_unknown="use_encoded_value",
                    unknown_value=-1,
                    encoded_missing_value=-1,
                ),
                make_column_selector(dtype_exclude="number"),
            ),
        ],
        remainder=SimpleImputer(strategy="median"),
    )
    vote = VotingClassifier(
        [("line", LogisticRegression()), ("stumps", AdaBoostClassifier(n_estimators=20))],
        voting="soft",
    )
    return make_pipeline(prepare, vote).fit(df.drop(columns=target), df[target])


# %% right: a small net
import warnings

from sklearn.neural_network import MLPClassifier


def build_serving_pipeline(df, target):
    prepare = ColumnTransformer(
        [
            (
                "n",
                make_pipeline(SimpleImputer(), StandardScaler()),
                make_column_selector(dtype_include="number"),
            ),
            (
                "t",
                OneHotEncoder(handle_unknown="ignore"),
                make_column_selector(dtype_exclude="number"),
            ),
        ]
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return make_pipeline(prepare, MLPClassifier(16, max_iter=60, alpha=0.1)).fit(
            df.drop(columns=target), df[target]
        )


# %% right: linear discriminant analysis, texts numbered by appearance beside their columns
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis


class Numbered(TransformerMixin, BaseEstimator):
    def fit(self, X, y=None):
        self.codes_ = {c: {v: i for i, v in enumerate(X[c].dropna().unique())} for c in X}
        return self

    def transform(self, X):
        return np.column_stack([[self.codes_[c].get(v, -1) for v in X[c]] for c in X])


def build_serving_pipeline(df, target):
    texts = make_column_selector(dtype_exclude="number")
    prepare = ColumnTransformer(
        [
            ("n", SimpleImputer(), make_column_selector(dtype_include="number")),
            ("t", OneHotEncoder(handle_unknown="ignore", sparse_output=False), texts),
            ("codes", Numbered(), texts),
        ]
    )
    model = LinearDiscriminantAnalysis()
    return make_pipeline(prepare, model).fit(df.drop(columns=target), df[target])
