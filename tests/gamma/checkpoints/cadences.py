"""Any cadence at all, for tests."""

from hypothesis import strategies as st

from gamma.checkpoints.cadence import LAST, Cadence

rules = st.one_of(
    st.builds(Cadence, st.integers(1, 52)),
    st.builds(Cadence, st.integers(1, 12), st.just("months"), st.none() | st.integers(1, 31)),
    st.builds(
        Cadence,
        st.integers(1, 12),
        st.just("months"),
        st.none(),
        st.sampled_from([1, 2, 3, 4, LAST]),
        st.integers(0, 6),
    ),
)
