namespace Lake.Text;

public enum Severity
{
    Error,
    Warning,
    Information,
}
