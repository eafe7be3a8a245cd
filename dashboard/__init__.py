"""The dashboard: Streamlit pages that only ask questions. ``serve.command`` starts it."""
