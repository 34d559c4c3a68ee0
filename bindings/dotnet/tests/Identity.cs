// What KeywardPasswordValidator uses of ASP.NET Core Identity, as it declares it: Mono has none of it.

using System.Collections.Generic;
using System.Threading.Tasks;

namespace Microsoft.AspNetCore.Identity
{
    public class UserManager<TUser> where TUser : class
    {
        public virtual bool SupportsUserEmail => true;
        public virtual Task<string> GetUserNameAsync(TUser user) => Task.FromResult(user.ToString());
        public virtual Task<string> GetEmailAsync(TUser user) => Task.FromResult("trixibel@example.org");
    }

    public interface IPasswordValidator<TUser> where TUser : class
    {
        Task<IdentityResult> ValidateAsync(UserManager<TUser> manager, TUser user, string password);
    }

    public class IdentityError
    {
        public string Code { get; set; }
        public string Description { get; set; }
    }

    public class IdentityResult
    {
        public static IdentityResult Success { get; } = new IdentityResult { Succeeded = true };
        public bool Succeeded { get; protected set; }
        public IEnumerable<IdentityError> Errors { get; private set; } = new IdentityError[0];
        public static IdentityResult Failed(params IdentityError[] errors) => new IdentityResult { Errors = errors };
    }
}
